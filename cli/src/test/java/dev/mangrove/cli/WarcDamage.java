package dev.mangrove.cli;

import dev.mangrove.testkit.Archives;
import dev.mangrove.testkit.Digests;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.HttpBody;
import dev.mangrove.testkit.PictureFiles;
import dev.mangrove.testkit.WarcWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// A web archive with one known damage, and what a reader must still make of it.
///
/// @param how for people
/// @param before SHA-256 of the contents of the records that lie before the damage
/// @param behind of those in intact gzip members behind it; in a plain file nothing is promised
/// @param mustTell whether the archive itself must be told of as damaged or cut
@SuppressWarnings("ArrayRecordComponent")
record WarcDamage(byte[] bytes, boolean gzip, String how, List<String> before, List<String> behind, boolean mustTell) {

    private static final String DATE = "2026-05-01T12:00:00Z";
    private static final int RECORDS = 10;
    private static final int LINE_ENDS_BYTES = 4;
    private static final String[] CHUNK_LIES = {
        "ffffffff", "7fffffffffffffff", "-1", "zz", "0", "", "fffffffffffffffffffffffff", "3e9"
    };

    /// A sound archive: its records one by one, before they are packed.
    record Sound(boolean gzip, List<byte[]> records, List<String> contents) {

        static Sound draw(SplittableRandom random, boolean gzip) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            WarcWriter warc = new WarcWriter(out, false, random.nextLong());
            List<String> contents = new ArrayList<>(List.of(""));
            List<Integer> ends = new ArrayList<>();
            warc.info("test");
            ends.add((int) warc.position());
            for (int i = 0; i < RECORDS; i++) {
                byte[] content = content(random, i);
                String uri = "http://drawn.example/" + i;
                HttpBody body = HttpBody.of("application/octet-stream", content);
                switch (i % 4) {
                    case 0 -> warc.response(uri, DATE, body);
                    case 1 -> warc.response(uri, DATE, body.chunked());
                    case 2 -> warc.resource(uri, DATE, "application/octet-stream", content);
                    default -> warc.response(uri, DATE, body.compressed());
                }
                contents.add(Digests.sha256(content));
                ends.add((int) warc.position());
            }
            byte[] all = out.toByteArray();
            List<byte[]> records = new ArrayList<>();
            int from = 0;
            for (int end : ends) {
                records.add(Arrays.copyOfRange(all, from, end));
                from = end;
            }
            return new Sound(gzip, records, contents);
        }

        private static byte[] content(SplittableRandom random, int i) {
            if (i % 5 == 3) {
                return PictureFiles.jpeg(DrawnPicture.of(random.nextLong(), 64, 48), 0.8f);
            }
            byte[] content = new byte[random.nextInt(200, 3_000)];
            random.nextBytes(content);
            return content;
        }

        private byte[] packed(int record) {
            return gzip
                    ? Archives.gzip(records.get(record))
                    : records.get(record).clone();
        }

        /// The archive with one record replaced.
        private byte[] with(int replaced, byte[] other) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int i = 0; i < records.size(); i++) {
                out.writeBytes(i == replaced ? other : packed(i));
            }
            return out.toByteArray();
        }

        private WarcDamage damaged(int record, byte[] other, String how, boolean mustTell) {
            return new WarcDamage(
                    with(record, other),
                    gzip,
                    how,
                    contents.subList(1, Math.max(1, record)),
                    gzip ? contents.subList(record + 1, contents.size()) : List.of(),
                    mustTell);
        }

        /// Cut anywhere but between two records, where nothing could tell.
        WarcDamage cut(SplittableRandom random) {
            int record = random.nextInt(records.size());
            byte[] packed = packed(record);
            int least = record == 0 ? 16 : 1;
            int kept = random.nextInt(least, packed.length);
            int before = 0;
            for (int i = 0; i < record; i++) {
                before += packed(i).length;
            }
            byte[] bytes = Arrays.copyOf(with(-1, new byte[0]), before + kept);
            String how =
                    "cut to " + bytes.length + " bytes, " + kept + " of the " + packed.length + " of record " + record;
            // Without the line ends behind it a record is whole.
            boolean mustTell = gzip || kept < packed.length - LINE_ENDS_BYTES;
            return new WarcDamage(bytes, gzip, how, contents.subList(1, Math.max(1, record)), List.of(), mustTell);
        }

        WarcDamage flipped(SplittableRandom random) {
            int record = random.nextInt(records.size());
            byte[] packed = packed(record);
            int bytes = random.nextInt(1, 9);
            StringBuilder how = new StringBuilder("record " + record + " with bytes changed at");
            for (int i = 0; i < bytes; i++) {
                int at = random.nextInt(packed.length);
                packed[at] ^= (byte) random.nextInt(1, 256);
                how.append(' ').append(at);
            }
            return damaged(record, packed, how.toString(), false);
        }

        WarcDamage falseLength(SplittableRandom random) {
            int record = random.nextInt(1, records.size());
            String text = text(record);
            int at = text.indexOf("Content-Length: ") + "Content-Length: ".length();
            int end = text.indexOf("\r\n", at);
            long size = Long.parseLong(text.substring(at, end));
            long lie = (long) Math.pow(10, 9 * random.nextDouble()) * (random.nextBoolean() ? 1 : -1);
            String stated = Long.toString(size + lie);
            return replaced(record, text.substring(0, at) + stated + text.substring(end), "length " + stated);
        }

        WarcDamage falseChunk(SplittableRandom random) {
            int record = 2 + 4 * random.nextInt((records.size() - 2) / 4);
            String text = text(record);
            int at = text.indexOf("\r\n\r\n", text.indexOf("HTTP/1.1")) + 4;
            int end = text.indexOf("\r\n", at);
            String lie = CHUNK_LIES[random.nextInt(CHUNK_LIES.length)];
            return replaced(record, text.substring(0, at) + lie + text.substring(end), "chunk of " + lie);
        }

        private String text(int record) {
            return new String(records.get(record), StandardCharsets.ISO_8859_1);
        }

        private WarcDamage replaced(int record, String text, String how) {
            byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
            return damaged(record, gzip ? Archives.gzip(bytes) : bytes, "record " + record + " with a " + how, false);
        }

        /// A gzip member that lost its end, and others behind it.
        WarcDamage memberCut(SplittableRandom random) {
            int record = random.nextInt(1, records.size() - 1);
            byte[] packed = packed(record);
            int kept = random.nextInt(1, packed.length);
            return damaged(
                    record, Arrays.copyOf(packed, kept), "record " + record + " cut to " + kept + " bytes", gzip);
        }
    }
}
