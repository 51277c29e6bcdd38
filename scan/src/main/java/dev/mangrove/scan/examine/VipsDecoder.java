package dev.mangrove.scan.examine;

import dev.mangrove.scan.examine.vips.VipsException;
import dev.mangrove.scan.examine.vips.VipsLibrary;
import dev.mangrove.scan.examine.vips.VipsLoader;
import dev.mangrove.scan.examine.vips.VipsMemory;
import dev.mangrove.scan.examine.vips.VipsPicture;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.util.OptionalInt;

/// HEIC, AVIF, JPEG 2000 and JPEG XL through the system's libvips, in strips of rows.
///
/// Pixels are taken as the library gives them: turned and mirrored as the container says (`irot`, `imir`,
/// JPEG XL's orientation), which is once, as EXIF orientation is not applied. Colour profiles are not applied.
final class VipsDecoder implements PictureDecoder {

    private static final int COPY_BYTES = 1 << 20;
    private static final int STRIP_BYTES = 1 << 20;

    private final VipsLoader loader;
    private final int bytesPerPixel;

    /// @param bytesPerPixel what the library holds at its peak for each pixel of three bands, as measured
    VipsDecoder(VipsLoader loader, int bytesPerPixel) {
        this.loader = loader;
        this.bytesPerPixel = bytesPerPixel;
    }

    @Override
    public void decode(Content content, PictureBuilder picture) throws IOException, PictureRefusedException {
        VipsLibrary library = VipsLibrary.find()
                .orElseThrow(() -> new PictureRefusedException(
                        Reason.UNSUPPORTED,
                        "libvips reads this kind, and this system has none of version 8.13 or later; install Debian's "
                                + "package libvips42 and scan again"));
        if (!library.has(loader)) {
            throw new PictureRefusedException(
                    Reason.UNSUPPORTED,
                    "libvips " + library.version() + " was built without the loader " + loader.operation()
                            + "; Debian's package libvips42 has it");
        }
        picture.decoder("libvips-" + library.version());
        NativeBudget budget = new NativeBudget(picture.limits(), content.size());
        budget.requireContent();
        try (VipsMemory memory = library.allocate(content.size())) {
            copy(content, memory);
            boolean whole = read(library, memory, budget, picture);
            if (CutShort.is(content)) {
                picture.note(PictureNote.TRUNCATED);
            } else if (!whole) {
                picture.note(PictureNote.DAMAGED_PIXELS);
            }
        } catch (VipsException e) {
            throw refused(e, content);
        } finally {
            library.releaseThread();
        }
    }

    private static void copy(Content content, VipsMemory memory) {
        byte[] buffer = new byte[(int) Math.min(COPY_BYTES, Math.max(1, content.size()))];
        long position = 0;
        while (position < content.size()) {
            int got = content.read(position, buffer, 0, buffer.length);
            if (got == 0) {
                // It shrank: the caller sees that by itself.
                return;
            }
            memory.put(position, buffer, got);
            position += got;
        }
    }

    /// Returns whether all rows of the first picture could be had.
    private boolean read(VipsLibrary library, VipsMemory memory, NativeBudget budget, PictureBuilder picture)
            throws VipsException, PictureRefusedException {
        int pages;
        int primary;
        boolean whole;
        try (VipsPicture first = library.open(loader, memory, OptionalInt.empty())) {
            pages = first.pages();
            primary = first.primaryPage();
            first.exif(ExifBlock.BLOCK_BYTES_MAX).ifPresent(picture::exif);
            whole = frame(first, 0, budget, picture);
        }
        int index = 1;
        for (int page = 0; page < pages && loader == VipsLoader.HEIF; page++) {
            if (page == primary) {
                continue;
            }
            if (picture.isFull()) {
                picture.note(PictureNote.FRAMES_LIMITED);
                break;
            }
            try (VipsPicture further = library.open(loader, memory, OptionalInt.of(page))) {
                if (!frame(further, index++, budget, picture)) {
                    picture.note(PictureNote.FURTHER_FRAMES_DAMAGED);
                }
            } catch (VipsException | PictureRefusedException e) {
                // What the first picture gave stays valid.
                picture.note(PictureNote.FURTHER_FRAMES_DAMAGED);
            }
        }
        return whole;
    }

    private boolean frame(VipsPicture opened, int index, NativeBudget budget, PictureBuilder picture)
            throws VipsException, PictureRefusedException {
        int width = opened.width();
        int height = opened.height();
        budget.requirePixels(width, height, bytesPerPixel * Math.max(1, (opened.bands() + 2) / 3));
        if (opened.sample() == VipsPicture.Sample.OTHER) {
            throw new PictureRefusedException(Reason.UNSUPPORTED, "its samples are neither bytes, shorts nor floats");
        }
        VipsRows rows = new VipsRows(opened, width, height);
        int count = Math.max(1, (int) Math.min(height, STRIP_BYTES / rows.rowBytes()));
        int top = 0;
        try {
            for (; top < height; top += count) {
                int wanted = Math.min(count, height - top);
                rows.take(top, wanted, opened.rows(top, wanted));
            }
        } catch (VipsException e) {
            if (top == 0) {
                throw e;
            }
        }
        if (rows.hasAlpha()) {
            picture.note(PictureNote.ALPHA_FLATTENED);
        }
        if (rows.isInk()) {
            picture.note(PictureNote.CMYK_CONVERTED);
        }
        picture.frame(Math.max(index, picture.framesHashed()), rows.grid());
        return top >= height;
    }

    private PictureRefusedException refused(VipsException e, Content content) {
        if (e.isCodecMissing()) {
            return new PictureRefusedException(
                    Reason.UNSUPPORTED,
                    "the library behind " + loader.operation() + " has no decoder for the codec of this file; for HEIC "
                            + "and AVIF see Debian's packages libheif1 and libheif-plugin-*");
        }
        return CutShort.is(content)
                ? new PictureRefusedException(Reason.TRUNCATED, "the content ends before its boxes do")
                : new PictureRefusedException(Reason.DAMAGED, loader.operation() + " could not decode it");
    }
}
