package dev.mangrove.scan.workspace;

import dev.mangrove.scan.item.RawName;
import java.util.Locale;

/// One capture of a scan.
///
/// @param id 1, 2, ... in the order given
/// @param label what people call it; together with the id it tells a moved capture from another one
/// @param location absolute path, raw bytes; may change between runs
public record CaptureRoot(int id, String label, RawName location, Kind kind) {

    public CaptureRoot {
        if (id < 1) {
            throw new IllegalArgumentException("captures are numbered from 1, not from " + id);
        }
    }

    /// What a capture is.
    public enum Kind {
        FOLDER,
        /// A single file, usually a container.
        FILE;

        /// The name in the workspace.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Reads a label.
        ///
        /// @throws IllegalArgumentException where no kind has this label
        public static Kind ofLabel(String label) {
            for (Kind kind : values()) {
                if (kind.label().equals(label)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("no such kind of capture: " + label);
        }
    }
}
