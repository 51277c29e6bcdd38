package dev.mangrove.hash;

import java.util.OptionalInt;

/// The luma of a JPEG file, decoded only where a hash reads it.
///
/// Every coefficient of luma is parsed, chroma is passed over, and the inverse transform is made for those samples
/// alone that PDQ's filters read. Reads baseline, extended and progressive Huffman JPEG (ITU-T T.81) of 8 bits and
/// 1 or 3 components whose first is luma at the full resolution, all samplings of chroma, restart markers,
/// interleaved or not. Anything else is left to a general decoder: see [UnsupportedJpegException].
///
/// Damage is borne as libjpeg bears it, and told: what could be decoded is there, the rest is grey. Any bytes give
/// an answer or an [UnsupportedJpegException]; memory follows from the header and is bounded by the caller.
///
/// ```java
/// JpegLuma luma = JpegLuma.decode(file, HashProfile.REFERENCE, 64 << 20);
/// PdqFingerprint seen = Pdq.fingerprint(luma, HashProfile.REFERENCE);
/// ```
///
/// Immutable; to be hashed under the profile that it was decoded for.
public final class JpegLuma implements LumaSource {

    /// Scans that are decoded. More are an attack: each may cost a pass over all coefficients.
    public static final int SCANS_MAX = 500;

    private final JpegSamples samples;
    private final boolean endSeen;
    private final int faultAt;
    private final boolean scansLimited;

    private JpegLuma(JpegSamples samples, boolean endSeen, int faultAt, boolean scansLimited) {
        this.samples = samples;
        this.endSeen = endSeen;
        this.faultAt = faultAt;
        this.scansLimited = scansLimited;
    }

    /// Decodes a whole file, which is not changed and not kept.
    ///
    /// @param profile under which the luma will be hashed
    /// @param memoryBytesMax what samples, and the coefficients of a progressive file, may take
    /// @throws UnsupportedJpegException where this decoder does not read the file, or it takes more memory
    public static JpegLuma decode(byte[] file, HashProfile profile, long memoryBytesMax)
            throws UnsupportedJpegException {
        JpegTables tables = new JpegTables(file, file.length);
        int at = tables.toNextScan(0);
        if (at < 0) {
            throw new UnsupportedJpegException("no scan");
        }
        JpegFrameHeader frame = tables.frame();
        if (!tables.hasFrame() || !tables.isLumaFirst()) {
            throw new UnsupportedJpegException(tables.hasFrame() ? "colours without luma" : "a scan before its frame");
        }
        long needed = JpegSamples.bytes(frame, profile) + (frame.progressive() ? JpegProgressive.bytes(frame) : 0);
        if (needed > Math.min(memoryBytesMax, Integer.MAX_VALUE)) {
            throw new UnsupportedJpegException(
                    "a picture that takes " + needed + " bytes of memory; allowed are " + memoryBytesMax);
        }
        return new Decoding(file, tables, profile).run(at);
    }

    private static final class Decoding {

        private final byte[] file;
        private final JpegTables tables;
        private final JpegBits bits;
        private final JpegSamples samples;
        private boolean lumaSeen;

        Decoding(byte[] file, JpegTables tables, HashProfile profile) {
            this.file = file;
            this.tables = tables;
            this.bits = new JpegBits(file, file.length);
            this.samples =
                    new JpegSamples(tables.frame().width(), tables.frame().height(), profile);
        }

        JpegLuma run(int firstScan) throws UnsupportedJpegException {
            boolean limited = tables.frame().progressive() ? progressive(firstScan) : sequential(firstScan);
            if (!lumaSeen || !bits.hasReadABlock()) {
                throw new UnsupportedJpegException(lumaSeen ? "not one whole block" : "no scan of luma");
            }
            return new JpegLuma(samples, tables.endOfImageSeen(), bits.faultAt(), limited);
        }

        private boolean sequential(int firstScan) throws UnsupportedJpegException {
            JpegSequential decoder = new JpegSequential(bits, samples);
            return scans(firstScan, scan -> decoder.decode(scan, tables));
        }

        private boolean progressive(int firstScan) throws UnsupportedJpegException {
            JpegProgressive decoder = new JpegProgressive(bits, tables.frame());
            int[][] quantization = {new int[64]};
            boolean limited = scans(firstScan, scan -> {
                if (!lumaSeen) {
                    quantization[0] = tables.quantization(
                            tables.frame().components().getFirst().quantization());
                }
                decoder.decode(scan, tables);
            });
            samples.quantization(quantization[0]);
            decoder.finish(samples);
            return limited;
        }

        /// Takes every scan that has luma.
        private boolean scans(int firstScan, ScanDecoder decoder) throws UnsupportedJpegException {
            int at = firstScan;
            for (int scans = 0; at >= 0; scans++) {
                if (scans == SCANS_MAX) {
                    return true;
                }
                JpegScan scan = JpegScan.parse(file, at, tables.frame());
                if (scan.luma() >= 0) {
                    decoder.decode(scan);
                    lumaSeen = true;
                } else {
                    bits.seek(scan.dataAt());
                }
                at = tables.toNextScan(bits.nextMarkerAt());
            }
            return false;
        }
    }

    private interface ScanDecoder {
        void decode(JpegScan scan) throws UnsupportedJpegException;
    }

    /// Whether an end of image stands where the last scan ends; without one the file was cut.
    public boolean hasEnd() {
        return endSeen;
    }

    /// The offset of the first fault in luma's coded data: a code that is none, a restart marker out of turn, data
    /// that ends too early.
    public OptionalInt faultAt() {
        return faultAt < 0 ? OptionalInt.empty() : OptionalInt.of(faultAt);
    }

    /// Whether the file has more scans than [#SCANS_MAX]; the rest was left away.
    public boolean isLimited() {
        return scansLimited;
    }

    @Override
    public int width() {
        return samples.width();
    }

    @Override
    public int height() {
        return samples.height();
    }

    /// Gives the samples that the profile reads, and no others.
    @Override
    public void readRow(int y, int[] columns, float[] luma, int to) {
        samples.readRow(y, columns, luma, to);
    }
}
