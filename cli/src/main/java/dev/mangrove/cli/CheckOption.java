package dev.mangrove.cli;

import dev.mangrove.scan.match.SearchCheck;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Whether a matching is compared with something slower.
final class CheckOption {

    private static final String BRUTE_FORCE = "brute-force";

    @Option(
            names = "--check",
            paramLabel = BRUTE_FORCE,
            description = "Compare each search with every stored hash, of the lists and of the scan's own pictures, and"
                    + " end with an error on any difference. Takes about half a second a picture for each 10 million"
                    + " hashes.")
    private Optional<String> check = Optional.empty();

    SearchCheck searchCheck() {
        if (check.isEmpty()) {
            return SearchCheck.NONE;
        }
        if (!check.get().equals(BRUTE_FORCE)) {
            throw CommandFailure.wrongUse("--check is " + BRUTE_FORCE + ", not " + check.get());
        }
        return SearchCheck.BRUTE_FORCE;
    }
}
