package dev.mangrove.cli;

import dev.mangrove.scan.report.ExportSummary;
import java.nio.file.Path;

/// Says what was copied out of a capture.
final class Copies {

    private Copies() {}

    /// @param account the file that tells where each copy is from
    static void tell(Streams streams, ExportSummary summary, Path account) {
        streams.out()
                .println("copied " + summary.copied() + " of " + summary.contents() + " files, which lie at "
                        + summary.places() + " places in the capture; " + account + " tells where");
        if (!summary.isComplete()) {
            streams.err()
                    .println("mangrove: " + (summary.contents() - summary.copied())
                            + " files could not be copied; it says why. Is the capture where it was, and"
                            + " unchanged?");
        }
    }
}
