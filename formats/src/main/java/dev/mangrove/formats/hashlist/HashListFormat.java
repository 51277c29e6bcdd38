package dev.mangrove.formats.hashlist;

import java.io.IOException;
import java.nio.file.Path;

/// The forms in which lists of known hashes are exchanged, told apart by content.
public enum HashListFormat {
    VICS_1,
    VICS_2,
    CSV,
    ICSE_CSV,
    NSRL_RDS_3,
    NSRL_RDS_2,
    TSK_KDB,
    ENCASE,
    HASHKEEPER,
    HASHDEEP,
    /// `md5sum`, `sha1sum`, `sha256sum`, in the GNU and the BSD form.
    DIGEST_LINES;

    /// Tells a list's format from its first bytes.
    ///
    /// @throws HashListFormatException naming the file, where it is none of these
    public static HashListFormat detect(Path file) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Reads a list as a stream, in memory that does not grow with it.
    ///
    /// @throws HashListFormatException naming the file and the place, where the file as a whole cannot be used
    public void read(Path file, RowSink sink) throws IOException {
        throw new UnsupportedOperationException();
    }

    /// Receives a list's rows and what was wrong with others.
    public interface RowSink {
        void row(HashListRow row) throws IOException;

        /// A row that could not be used, or a part of a row that was left out.
        ///
        /// @param place for people, e.g. `line 17` or `value[3]`
        /// @param reason for people, one clause
        void problem(String place, String reason);
    }
}
