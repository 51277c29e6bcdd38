package dev.mangrove.scan.disk;

/// A stretch of an image: a partition, or what no partition holds.
///
/// @param number as Linux and most examiners count: primary from 1, logical from 5; 0 where there is no number
/// @param allocated a partition of the table, rather than a gap in it
/// @param description as the table has it, for people
public record Volume(int number, long startBytes, long lengthBytes, boolean allocated, String description) {

    public long endBytes() {
        return startBytes + lengthBytes;
    }

    /// The first part of the paths of its files.
    public String name() {
        return "p" + number;
    }
}
