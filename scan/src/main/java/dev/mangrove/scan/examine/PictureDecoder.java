package dev.mangrove.scan.examine;

import java.io.IOException;

/// Reads one format's pixels into a [PictureBuilder].
interface PictureDecoder {

    /// @throws PictureRefusedException where no pixel was to be had, with the reason
    /// @throws IOException where the bytes cannot be read, or contradict their format; what was built
    ///     before stays valid
    void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException;
}
