package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageReader;

/// ICO and CUR: the largest entry is the picture, the others are further frames. Entries that hold a PNG
/// go to the PNG decoder, the others to the library's.
final class IconDecoder implements PictureDecoder {

    private static final int ENTRIES_MAX = 1024;
    private static final int BITMAP_BYTES_MAX = 16 << 20;
    private static final int HEADER_BYTES = 22;

    private record Entry(int index, int width, int height, int bits, long offset, long length) {}

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        List<Entry> entries = entries(content);
        PictureRefusedException last =
                new PictureRefusedException(Reason.DAMAGED, "the directory has no entry within the content");
        for (Entry entry : entries) {
            if (picture.isFull()) {
                picture.note(PictureNote.FRAMES_LIMITED);
                return;
            }
            try {
                decodeEntry(content, entry, picture);
            } catch (UncheckedIOException e) {
                throw e;
            } catch (IOException | PictureRefusedException | RuntimeException e) {
                // One bad entry does not spoil the others.
                if (picture.hasFrames()) {
                    picture.note(PictureNote.FURTHER_FRAMES_DAMAGED);
                }
                last = e instanceof PictureRefusedException refused
                        ? refused
                        : new PictureRefusedException(
                                Reason.DAMAGED,
                                "no entry could be decoded: " + e.getClass().getSimpleName());
            }
        }
        if (!picture.hasFrames()) {
            throw last;
        }
    }

    private static List<Entry> entries(Content content) throws IOException {
        ContentReader reader = new ContentReader(content, 4);
        int count = Math.min(reader.uint16Little(), ENTRIES_MAX);
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = new byte[16];
            if (reader.read(bytes, 0, 16) < 16) {
                break;
            }
            Head h = new Head(bytes, 16);
            long length = h.uint32Little(8);
            long offset = h.uint32Little(12);
            if (offset < content.size() && length > 0) {
                int width = h.at(0) == 0 ? 256 : h.at(0);
                int height = h.at(1) == 0 ? 256 : h.at(1);
                entries.add(new Entry(i, width, height, h.uint16Little(6), offset, length));
            }
        }
        entries.sort(Comparator.comparingInt((Entry e) -> -e.width * e.height)
                .thenComparingInt(e -> -e.bits)
                .thenComparingInt(Entry::index));
        return entries;
    }

    private static void decodeEntry(Content content, Entry entry, PictureBuilder picture)
            throws IOException, PictureRefusedException {
        long available = Math.min(entry.length, content.size() - entry.offset);
        byte[] start = new byte[8];
        int got = content.read(entry.offset, start, 0, 8);
        if (new Head(start, got).has(0, 0x89, 'P', 'N', 'G')) {
            new PngDecoder().decode(content.slice(entry.offset, available), picture);
            return;
        }
        if (available > BITMAP_BYTES_MAX) {
            throw new PictureRefusedException(
                    Reason.DAMAGED, "an entry of " + available + " bytes; allowed are " + BITMAP_BYTES_MAX);
        }
        decodeBitmap(Content.ofBytes(alone(content, entry, (int) available)), picture);
    }

    private static void decodeBitmap(Content icon, PictureBuilder picture) throws IOException, PictureRefusedException {
        ImageReader reader = ImageReaders.icon();
        try {
            reader.setInput(SplicedImageInputStream.whole(icon), false, true);
            PixelBudget.requireHeld(reader.getWidth(0), reader.getHeight(0), 8, picture.limits());
            BufferedImageLuma luma = new BufferedImageLuma(reader.read(0), 0);
            if (luma.hasAlpha()) {
                picture.note(PictureNote.ALPHA_FLATTENED);
            }
            picture.frame(picture.framesHashed(), luma);
        } finally {
            reader.dispose();
        }
    }

    /// An icon with this entry only, so that the library's reader never sees the rest of the directory.
    private static byte[] alone(Content content, Entry entry, int length) throws IOException {
        byte[] icon = new byte[HEADER_BYTES + length];
        content.read(4 + 2 + 16L * entry.index, icon, 6, 16);
        icon[2] = 1;
        icon[4] = 1;
        // A cursor has its hot spot where an icon has planes and bits.
        icon[10] = 1;
        icon[11] = 0;
        icon[12] = 0;
        icon[13] = 0;
        for (int i = 0; i < 4; i++) {
            icon[14 + i] = (byte) (length >> 8 * i);
            icon[18 + i] = (byte) (HEADER_BYTES >> 8 * i);
        }
        content.read(entry.offset, icon, HEADER_BYTES, length);
        return icon;
    }
}
