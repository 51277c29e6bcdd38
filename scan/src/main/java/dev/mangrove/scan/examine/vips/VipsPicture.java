package dev.mangrove.scan.examine.vips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.OptionalInt;

/// A picture whose header is read. Rows are to be asked for from the top downwards. Used by one thread.
public final class VipsPicture implements AutoCloseable {

    private static final int FORMAT_BYTE = 0;
    private static final int FORMAT_SHORT = 2;
    private static final int FORMAT_FLOAT = 6;
    private static final int INTERPRETATION_CMYK = 15;

    private final VipsLibrary library;
    private final VipsCalls calls;
    private final MemorySegment image;
    private MemorySegment region = MemorySegment.NULL;

    VipsPicture(VipsLibrary library, MemorySegment image) {
        this.library = library;
        this.calls = library.calls();
        this.image = image;
    }

    /// What a sample is made of.
    public enum Sample {
        /// One byte.
        BYTE(1),
        /// Two bytes in the order of this machine, of which the high one counts.
        SHORT(2),
        /// A float in the order of this machine, 0 to 1.
        FLOAT(4),
        /// What no loader that we use gives.
        OTHER(8);

        private final int bytes;

        Sample(int bytes) {
            this.bytes = bytes;
        }

        public int bytes() {
            return bytes;
        }
    }

    public int width() {
        return calls.width.call(image);
    }

    public int height() {
        return calls.height.call(image);
    }

    /// Samples a pixel.
    public int bands() {
        return calls.bands.call(image);
    }

    public Sample sample() {
        return switch (calls.format.call(image)) {
            case FORMAT_BYTE -> Sample.BYTE;
            case FORMAT_SHORT -> Sample.SHORT;
            case FORMAT_FLOAT -> Sample.FLOAT;
            default -> Sample.OTHER;
        };
    }

    public boolean isInk() {
        return calls.interpretation.call(image) == INTERPRETATION_CMYK;
    }

    /// Top-level pictures of the file.
    public int pages() {
        return number("n-pages").orElse(1);
    }

    /// Which of them is the primary one.
    public int primaryPage() {
        return number("heif-primary").orElse(0);
    }

    private OptionalInt number(String name) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom(name);
            MemorySegment value = arena.allocate(JAVA_INT);
            boolean there = calls.typeOf.call(image, key) != 0 && calls.getInt.call(image, key, value) == 0;
            return there ? OptionalInt.of(value.get(JAVA_INT, 0)) : OptionalInt.empty();
        }
    }

    /// The block of EXIF data as the library found it, where it has at most `bytesMax` bytes.
    public Optional<byte[]> exif(int bytesMax) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment key = arena.allocateFrom("exif-data");
            MemorySegment data = arena.allocate(ADDRESS);
            MemorySegment size = arena.allocate(JAVA_LONG);
            if (calls.typeOf.call(image, key) == 0 || calls.getBlob.call(image, key, data, size) != 0) {
                return Optional.empty();
            }
            long bytes = size.get(JAVA_LONG, 0);
            return bytes < 1 || bytes > bytesMax
                    ? Optional.empty()
                    : Optional.of(data.get(ADDRESS, 0).reinterpret(bytes).toArray(JAVA_BYTE));
        }
    }

    /// `count` whole rows from `top` on, sample by sample, pixel by pixel.
    public byte[] rows(int top, int count) throws VipsException {
        if (region.address() == 0) {
            region = calls.regionNew.call(image);
            if (region.address() == 0) {
                throw library.refusal();
            }
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_LONG);
            MemorySegment fetched = calls.regionFetch.call(region, 0, top, width(), count, size);
            if (fetched.address() == 0) {
                throw library.refusal();
            }
            try {
                return fetched.reinterpret(size.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
            } finally {
                calls.free.call(fetched);
            }
        }
    }

    @Override
    public void close() {
        if (region.address() != 0) {
            calls.unref.call(region);
        }
        calls.unref.call(image);
    }
}
