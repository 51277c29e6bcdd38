package dev.mangrove.formats.row;

/// What makes a row one frame of a video.
///
/// @param atMillis when it is shown, from the start of the video
/// @param repeats frames behind it with the same hash that the source left out
public record RowFrame(long atMillis, int repeats) {}
