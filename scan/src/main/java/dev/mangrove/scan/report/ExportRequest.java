package dev.mangrove.scan.report;

import java.nio.file.Path;
import java.util.List;

/// Originals that someone must see.
///
/// @param stacks names of stacks, as reports show them
/// @param purpose why, in words; recorded before the first byte is copied
/// @param output a folder that does not exist yet or is empty
public record ExportRequest(Path workspace, List<String> stacks, String purpose, Path output) {

    /// Longest purpose that is recorded.
    public static final int PURPOSE_CHARACTERS_MAX = 2_000;

    public ExportRequest {
        stacks = stacks.stream().distinct().toList();
    }
}
