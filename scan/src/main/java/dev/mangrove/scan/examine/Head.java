package dev.mangrove.scan.examine;

/// A file's first bytes. What lies beyond them reads as -1, which equals no byte.
record Head(byte[] bytes, int length) {

    /// The byte at `offset`, 0..255, or -1 beyond the end.
    int at(int offset) {
        return offset >= 0 && offset < length ? bytes[offset] & 0xFF : -1;
    }

    boolean has(int offset, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (at(offset + i) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    boolean hasText(int offset, String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            if (at(offset + i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Big-endian; negative beyond the end.
    int uint16(int offset) {
        return offset + 2 > length ? -1 : at(offset) << 8 | at(offset + 1);
    }

    int uint16Little(int offset) {
        return offset + 2 > length ? -1 : at(offset + 1) << 8 | at(offset);
    }

    long uint32(int offset) {
        return offset + 4 > length ? -1 : (long) uint16(offset) << 16 | uint16(offset + 2);
    }

    long uint32Little(int offset) {
        return offset + 4 > length ? -1 : (long) uint16Little(offset + 2) << 16 | uint16Little(offset);
    }

    /// ASCII of at most `count` bytes, shorter at the end.
    String text(int offset, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = offset; i < offset + count && i < length; i++) {
            text.append((char) at(i));
        }
        return text.toString();
    }
}
