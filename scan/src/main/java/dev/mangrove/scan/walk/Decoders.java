package dev.mangrove.scan.walk;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.scan.item.Reason;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.brotli.dec.BrotliInputStream;
import org.tukaani.xz.XZInputStream;

/// Opens compressed streams, each with a limit on the memory that its window may take.
final class Decoders {

    /// 128 MiB, outside of the heap.
    private static final int ZSTD_WINDOW_LOG_MAX = 27;

    private Decoders() {}

    /// What a dictionary may take of the heap.
    static int memoryKibMax() {
        return (int) Math.min(256 << 10, Runtime.getRuntime().maxMemory() / 3 >> 10);
    }

    static InputStream zstd(InputStream packed) throws IOException {
        return new ZstdInputStreamNoFinalizer(packed).setLongMax(ZSTD_WINDOW_LOG_MAX);
    }

    /// At most 16 MiB of window.
    static InputStream brotli(InputStream packed) throws IOException {
        return new BrotliInputStream(packed);
    }

    static InputStream open(MediaType type, PackedInput packed) throws IOException {
        return switch (type) {
            case GZIP -> new GzipInput(packed);
            case BZIP2 -> new BZip2CompressorInputStream(packed, true);
            case XZ -> new XZInputStream(packed, memoryKibMax());
            case ZSTD -> zstd(packed);
            default -> throw new MemberException(Reason.UNSUPPORTED, "no decoder for " + type.label());
        };
    }
}
