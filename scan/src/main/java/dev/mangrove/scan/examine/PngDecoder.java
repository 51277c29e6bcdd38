package dev.mangrove.scan.examine;

import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// PNG (ISO/IEC 15948), and the variant with a `CgBI` chunk that Apple's devices hold in their
/// application folders: no zlib header, blue first, colours multiplied by alpha.
///
/// Written for evidence rather than for display: only the chunks that make pixels are read, so that a
/// damaged profile or comment costs nothing; a wrong CRC is a remark; and the rows before a cut or a
/// defect count. Two rows are held, whatever the size. Rows that never arrived are black.
final class PngDecoder implements PictureDecoder {

    private static final int SIGNATURE_BYTES = 8;
    private static final int IHDR = 0x49484452;
    private static final int CGBI = 0x43674249;
    private static final int PLTE = 0x504C5445;
    private static final int TRNS = 0x74524E53;
    private static final int IDAT = 0x49444154;
    private static final int IEND = 0x49454E44;
    private static final int PALETTE_BYTES_MAX = 768;

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        new Pass(content, picture).run();
    }

    private static final class Pass {

        private final PictureBuilder picture;
        private final ContentReader reader;
        private final byte[] buffer = new byte[8 * 1024];
        private boolean apple;
        private byte[] palette = new byte[0];
        private byte[] transparency = new byte[0];
        private Optional<PngHeader> header = Optional.empty();
        private Optional<PngRows> rows = Optional.empty();
        private Optional<Inflater> inflater = Optional.empty();

        Pass(Content content, PictureBuilder picture) {
            this.picture = picture;
            this.reader = new ContentReader(content, SIGNATURE_BYTES);
        }

        void run() throws IOException, PictureRefusedException {
            try {
                readChunks();
            } finally {
                inflater.ifPresent(Inflater::end);
            }
            if (rows.isEmpty() || rows.get().rowsRead() == 0) {
                throw header.isEmpty() || picture.has(PictureNote.DAMAGED_PIXELS)
                        ? new PictureRefusedException(Reason.DAMAGED, "no row of pixels could be decoded")
                        : new PictureRefusedException(Reason.TRUNCATED, "the content ends before the first pixels");
            }
            if (!rows.get().isComplete() && !picture.has(PictureNote.DAMAGED_PIXELS)) {
                picture.note(PictureNote.TRUNCATED);
            }
            picture.frame(picture.framesHashed(), rows.get().grid());
        }

        private void readChunks() throws IOException, PictureRefusedException {
            while (true) {
                byte[] start = new byte[8];
                if (reader.read(start, 0, 8) < 8) {
                    picture.note(PictureNote.TRUNCATED);
                    return;
                }
                Head h = new Head(start, 8);
                long length = h.uint32(0);
                int type = (int) h.uint32(4);
                if (type == IEND) {
                    return;
                }
                if (!readChunk(type, length, start)) {
                    return;
                }
            }
        }

        /// Returns whether more chunks are wanted.
        private boolean readChunk(int type, long length, byte[] start) throws IOException, PictureRefusedException {
            CRC32 crc = new CRC32();
            crc.update(start, 4, 4);
            long chunkEnd = reader.position() + length;
            boolean goesOn = true;
            switch (type) {
                case IHDR -> {
                    byte[] bytes = small(length, 13, crc);
                    if (header.isEmpty()) {
                        begin(PngHeader.parse(bytes));
                    }
                }
                case CGBI -> {
                    apple = true;
                    small(length, 64, crc);
                }
                case PLTE -> palette = small(length, PALETTE_BYTES_MAX, crc);
                case TRNS -> transparency = small(length, 256, crc);
                case IDAT -> goesOn = pixels(length, crc);
                default -> {
                    // Not needed for pixels: its CRC is not worth reading a chunk of any size for.
                    reader.seek(chunkEnd + 4);
                    return true;
                }
            }
            if (reader.position() < chunkEnd) {
                reader.seek(chunkEnd);
                reader.seek(chunkEnd + 4);
                return goesOn;
            }
            byte[] stated = new byte[4];
            if (reader.read(stated, 0, 4) == 4 && new Head(stated, 4).uint32(0) != crc.getValue()) {
                picture.note(PictureNote.CRC_ERRORS);
            }
            return goesOn;
        }

        private void begin(PngHeader parsed) throws PictureRefusedException {
            int bytesPerPixel = Math.max(1, parsed.bitsPerPixel() / 8);
            PixelBudget.requireStreamed(parsed.width(), parsed.height(), bytesPerPixel, picture.limits());
            PixelBudget.requireHeld(parsed.width(), 3, bytesPerPixel, picture.limits());
            header = Optional.of(parsed);
        }

        private byte[] small(long length, int bytesMax, CRC32 crc) throws IOException {
            byte[] bytes = new byte[(int) Math.min(length, bytesMax)];
            int got = reader.read(bytes, 0, bytes.length);
            crc.update(bytes, 0, got);
            return got == bytes.length ? bytes : Arrays.copyOf(bytes, got);
        }

        /// Inflates one IDAT chunk into rows. Returns whether more are wanted.
        private boolean pixels(long length, CRC32 crc) throws IOException, PictureRefusedException {
            if (header.isEmpty()) {
                throw new PictureRefusedException(Reason.DAMAGED, "pixels come before the header");
            }
            if (rows.isEmpty()) {
                PngRows begun = new PngRows(header.get(), palette, transparency, apple);
                rows = Optional.of(begun);
                inflater = Optional.of(new Inflater(apple));
                if (begun.hasAlpha()) {
                    picture.note(PictureNote.ALPHA_FLATTENED);
                }
            }
            Inflater inflate = inflater.get();
            PngRows into = rows.get();
            long left = length;
            while (left > 0) {
                int got = reader.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (got == 0) {
                    picture.note(PictureNote.TRUNCATED);
                    return false;
                }
                crc.update(buffer, 0, got);
                left -= got;
                inflate.setInput(buffer, 0, got);
                try {
                    into.take(inflate);
                } catch (DataFormatException e) {
                    // The wrong check sum of a complete picture is reported here, too.
                    picture.note(into.isComplete() ? PictureNote.CRC_ERRORS : PictureNote.DAMAGED_PIXELS);
                    return false;
                }
                if (into.isComplete()) {
                    return left > 0 && skipRest(left, crc);
                }
                if (inflate.finished() || inflate.needsDictionary()) {
                    picture.note(PictureNote.DAMAGED_PIXELS);
                    return false;
                }
            }
            return true;
        }

        /// Reads on to the chunk's end for its CRC alone.
        private boolean skipRest(long left, CRC32 crc) throws IOException {
            long rest = left;
            while (rest > 0) {
                int got = reader.read(buffer, 0, (int) Math.min(rest, buffer.length));
                if (got == 0) {
                    picture.note(PictureNote.TRUNCATED);
                    return false;
                }
                crc.update(buffer, 0, got);
                rest -= got;
            }
            return false;
        }
    }
}
