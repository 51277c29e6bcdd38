package dev.mangrove.cli;

import dev.mangrove.hash.PdqHash;
import dev.mangrove.index.DamagedHashListException;
import dev.mangrove.index.HashList;
import dev.mangrove.index.HashListHeader;
import dev.mangrove.scan.match.VideoShares;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/// Which lists to match with, and how near; the same words in every command that matches.
final class ListOptions {

    @Option(
            names = "--list",
            paramLabel = "FILE.mgl",
            arity = "1..*",
            required = true,
            description = "Known lists that 'mangrove list build' made.")
    List<Path> lists = new ArrayList<>();

    @Option(
            names = "--known-good",
            paramLabel = "FILE.mgl",
            arity = "1..*",
            description = "Lists whose entries are harmless and are filtered out, whatever their categories.")
    List<Path> knownGood = new ArrayList<>();

    @Option(
            names = "--distance",
            paramLabel = "BITS",
            description = "How many of 256 bits two near copies may differ in, 0 to 64. Default: ${DEFAULT-VALUE}.")
    int distanceBits = PdqHash.DEFAULT_DISTANCE_BITS_MAX;

    @Option(
            names = "--video-query-percent",
            paramLabel = "PERCENT",
            description = "A video is told to match a known video from this share of its own frames on."
                    + " Default: ${DEFAULT-VALUE}, any frame.")
    int videoQueryPercent = VideoShares.STANDARD.queryPercent();

    @Option(
            names = "--video-entry-percent",
            paramLabel = "PERCENT",
            description = "... and from this share of the known video's frames on. Default: ${DEFAULT-VALUE}, any"
                    + " frame.")
    int videoEntryPercent = VideoShares.STANDARD.entryPercent();

    VideoShares videoShares() {
        try {
            return new VideoShares(videoQueryPercent, videoEntryPercent);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.wrongUse(Failures.text(e));
        }
    }

    /// Refuses a distance that no index answers.
    void check() {
        if (distanceBits < 0 || distanceBits > 64) {
            throw CommandFailure.wrongUse("--distance is 0 to 64 bits, not " + distanceBits);
        }
        videoShares();
    }

    /// Says of each list how much of it can be matched nearly at all. A list that cannot be opened is left to
    /// the command, which says why.
    void tell(PrintStream err) {
        for (Path file : lists) {
            try (HashList list = HashList.open(file)) {
                HashListHeader header = list.header();
                err.printf(
                        Locale.ROOT,
                        "list %s: %,d of its %,d entries can be matched nearly, the others only by their digests%n",
                        header.name(),
                        header.nearMatchable(),
                        header.entries());
            } catch (IOException | DamagedHashListException unusable) {
                return;
            }
        }
    }
}
