package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.MediaType;
import java.util.Optional;

/// Tells the video containers that are not ISO base media.
final class VideoSniffer {

    private static final int TRANSPORT_PACKET_BYTES = 188;

    private VideoSniffer() {}

    static Optional<MediaType> sniff(Head h) {
        if (h.has(0, 0x1A, 0x45, 0xDF, 0xA3)) {
            return Optional.of(ofDocType(h));
        }
        if (h.hasText(0, "RIFF") && h.hasText(8, "AVI ")) {
            return Optional.of(MediaType.AVI);
        }
        if (h.has(0, 0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11, 0xA6, 0xD9)) {
            return Optional.of(MediaType.ASF);
        }
        if (h.hasText(0, "FLV") && h.at(3) == 1 && (h.at(4) & 0xFA) == 0) {
            return Optional.of(MediaType.FLV);
        }
        if (h.has(0, 0, 0, 1, 0xBA) || h.has(0, 0, 0, 1, 0xB3)) {
            return Optional.of(MediaType.MPEG);
        }
        if (isTransportStream(h, 0, TRANSPORT_PACKET_BYTES) || isTransportStream(h, 4, TRANSPORT_PACKET_BYTES + 4)) {
            return Optional.of(MediaType.MPEG_TS);
        }
        if (h.hasText(0, "OggS")) {
            boolean film = h.has(28, 0x80, 't', 'h', 'e', 'o', 'r', 'a') || h.hasText(28, "fishead");
            return Optional.of(film ? MediaType.OGG_VIDEO : MediaType.OGG_AUDIO);
        }
        return Optional.empty();
    }

    /// DocType (element 0x4282) stands within the first bytes of an EBML header.
    private static MediaType ofDocType(Head h) {
        for (int i = 4; i < Math.min(h.length(), 256); i++) {
            if (h.has(i, 0x42, 0x82) && h.hasText(i + 3, "webm")) {
                return MediaType.WEBM;
            }
        }
        return MediaType.MATROSKA;
    }

    /// A sync byte every packet, at least five in a row, or all that a short head holds but no fewer than three.
    private static boolean isTransportStream(Head h, int first, int packetBytes) {
        int seen = 0;
        for (int offset = first; offset < h.length() && seen < 5; offset += packetBytes) {
            if (h.at(offset) != 0x47) {
                return false;
            }
            seen++;
        }
        return seen >= 3;
    }
}
