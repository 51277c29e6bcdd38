package dev.mangrove.scan.capture;

import dev.mangrove.scan.item.RawName;
import java.io.IOException;

/// Opens and lists a capture's files by their raw names, never following links and never writing.
/// Safe for use by several threads.
public interface EvidenceFiles {

    /// Folders within folders; what lies deeper is told of as unreadable.
    int DEPTH_MAX = 20_000;

    /// The implementation for this system: foreign-function calls on Linux, `java.nio` elsewhere.
    static EvidenceFiles system() {
        return LinuxCalls.areAvailable() ? new LinuxEvidenceFiles() : new PortableEvidenceFiles();
    }

    /// Opens a regular file, read-only and without touching its access time where the system permits.
    ///
    /// @param path absolute, as raw bytes
    /// @throws IOException naming the path and the system's reason
    EvidenceFile open(RawName path) throws IOException;

    /// Tells `visitor` of everything below a folder, the folder's own name left out. An unreadable
    /// sub-folder is told of, not thrown. Memory grows with the folders still to be listed, never with
    /// the files.
    ///
    /// @param folder absolute, as raw bytes
    void walk(RawName folder, Visitor visitor) throws IOException;

    /// What kind of thing a path names; links are not followed below a capture's root.
    Status status(RawName path) throws IOException;

    /// The absolute path of the thing itself, every link in `path` followed: what a person meant who
    /// named a capture through a link.
    RawName realPath(RawName path) throws IOException;

    /// A path's kind, size and time.
    record Status(Kind kind, long sizeBytes, long modifiedAtEpochNanos) {}

    /// Kinds of directory entries.
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        /// A device, socket or pipe.
        SPECIAL
    }

    /// Receives the entries below a folder in no promised order.
    interface Visitor {
        /// @param relativePath below the folder that is walked, parts separated by `/`
        void entry(RawName relativePath, Status status) throws IOException;

        /// A folder that could not be listed, or not to its end.
        void unreadable(RawName relativePath, String systemReason) throws IOException;
    }
}
