package dev.mangrove.scan.disk;

/// A file found by its signature and structure.
///
/// @param offset in the image
/// @param complete its structure reaches its end; else it breaks off at `endOffset`
/// @param extension without a dot
public record Carved(long offset, long endOffset, boolean complete, String extension) {

    public long lengthBytes() {
        return endOffset - offset;
    }
}
