package dev.mangrove.formats.row;

import java.io.IOException;
import java.util.function.Supplier;

/// Receives a list's rows and what was wrong with others.
public interface RowSink {

    /// A row that holds at least one hash.
    ///
    /// @param place asked for only when something is told of the row
    void row(Supplier<String> place, HashListRow row) throws IOException;

    /// A row that was not used.
    ///
    /// @param place for people, e.g. `line 17` or `value[3]`
    /// @param reason for people, one clause, without content of the row
    void problem(String place, String reason);

    /// Something about a row that was used, such as a part that was left out.
    ///
    /// @param place for people, as in [#problem]
    /// @param remark for people, one clause, without content of the row
    void remark(String place, String remark);
}
