package dev.mangrove.server.audit;

/// What a log was at one size: its name, how many entries it had, and the root over them.
///
/// @param origin the log's name, which is also the name of its key
/// @param size entries, 0 or more
/// @param root of the tree over them
record Checkpoint(String origin, long size, TreeHash root) {

    Checkpoint {
        if (origin.isBlank() || origin.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("the origin of a checkpoint is one line that is not blank");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a checkpoint's size is 0 or more, not " + size);
        }
    }

    /// Reads the text of a checkpoint's note. Lines after the third are passed over, as the standard has it.
    ///
    /// @throws IllegalArgumentException when it is none
    static Checkpoint parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length < 4 || !text.endsWith("\n")) {
            throw new IllegalArgumentException("a checkpoint has three lines: origin, size and root");
        }
        if (!lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("a checkpoint's size is a plain decimal number");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), TreeHash.ofBase64(lines[2]));
    }

    /// The three lines that are signed.
    String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    SignedNote sign(LogSigningKey key) {
        return SignedNote.sign(text(), key);
    }
}
