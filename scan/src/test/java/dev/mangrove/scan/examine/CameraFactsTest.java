package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.mangrove.scan.item.CameraFacts;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.ExifWriter;
import dev.mangrove.testkit.PictureFiles;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class CameraFactsTest {

    private static final DrawnPicture DRAWN = DrawnPicture.of(9, 96, 64);
    private static final byte[] JPEG = PictureFiles.jpeg(DRAWN, 0.8f);

    private static CameraFacts of(ExifWriter exif) {
        return Examined.picture(exif.insertInto(JPEG)).camera();
    }

    @Test
    void readsWhatACameraWrites() {
        CameraFacts facts = of(new ExifWriter()
                .make("Acme")
                .model("One")
                .bodySerial("0042")
                .lensSerial("L7")
                .software("v1")
                .takenAt("2024:05:01 12:30:05", "+07:00")
                .position(21.03, -105.85));
        assertThat(facts.make()).contains("Acme");
        assertThat(facts.model()).contains("One");
        assertThat(facts.bodySerial()).contains("0042");
        assertThat(facts.lensSerial()).contains("L7");
        assertThat(facts.software()).contains("v1");
        assertThat(facts.takenAt()).contains("2024-05-01T12:30:05+07:00");
        assertThat(facts.latitude().orElseThrow()).isCloseTo(21.03, within(1e-6));
        assertThat(facts.longitude().orElseThrow()).isCloseTo(-105.85, within(1e-6));
    }

    @Test
    void readsThemFromAPngAndATiffToo() {
        byte[] exif = new ExifWriter().make("Acme").tiff();
        assertThat(Examined.picture(pngWith(exif)).camera().make()).contains("Acme");
    }

    @Test
    void tellsATimeWithoutOffsetAsLocal() {
        assertThat(of(new ExifWriter().takenAt("2024:05:01 12:30:05", "")).takenAt())
                .contains("2024-05-01T12:30:05");
    }

    @Test
    void refusesTimesAndPlacesThatCannotBe() {
        assertThat(of(new ExifWriter().takenAt("2024:13:41 12:30:05", "")).takenAt())
                .isEmpty();
        assertThat(of(new ExifWriter().takenAt("0000:00:00 00:00:00", "")).takenAt())
                .isEmpty();
        assertThat(of(new ExifWriter().position(0, 0)).latitude()).isEmpty();
        assertThat(of(new ExifWriter().position(123, 5)).latitude()).isEmpty();
    }

    @Test
    void cleansAndCutsText() {
        CameraFacts facts = of(new ExifWriter().make("Ac\u0007me\u202E ").model("x".repeat(5000)));
        assertThat(facts.make()).contains("Acme");
        assertThat(facts.model().orElseThrow()).hasSize(200);
    }

    @Test
    void hostileFactsNeverCostThePicture() {
        byte[] file = new ExifWriter().make("Acme").model("One").position(1, 2).insertInto(JPEG);
        int exifEnd = file.length - JPEG.length;
        for (int i = 12; i < exifEnd + 2; i++) {
            byte[] changed = file.clone();
            changed[i] = (byte) 0xFF;
            Examined.picture(changed);
        }
        byte[] noise = file.clone();
        Arrays.fill(noise, 20, exifEnd, (byte) 0x7F);
        assertThat(Examined.picture(noise).camera()).isEqualTo(CameraFacts.NONE);
    }

    private static byte[] pngWith(byte[] exif) {
        byte[] png = PictureFiles.png(DRAWN);
        byte[] chunk = new byte[4 + exif.length];
        System.arraycopy("eXIf".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, chunk, 0, 4);
        System.arraycopy(exif, 0, chunk, 4, exif.length);
        CRC32 crc = new CRC32();
        crc.update(chunk);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(png, 0, 33);
        out.writeBytes(ByteBuffer.allocate(4).putInt(exif.length).array());
        out.writeBytes(chunk);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        out.write(png, 33, png.length - 33);
        return out.toByteArray();
    }
}
