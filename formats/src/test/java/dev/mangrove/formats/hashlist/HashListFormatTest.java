package dev.mangrove.formats.hashlist;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mangrove.formats.row.HashListFormatException;
import dev.mangrove.formats.row.ReadRows;
import dev.mangrove.testkit.Seed;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashListFormatTest {

    @TempDir
    Path folder;

    private void isRefused(byte[] bytes) {
        assertThatThrownBy(() -> ReadRows.of(folder, bytes))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("VICS 2.0")
                .hasMessageContaining("md5sum");
    }

    @Test
    void picturesAreNotTakenForLists() throws Exception {
        for (String type : new String[] {"png", "jpg", "gif", "bmp"}) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), type, out);
            isRefused(out.toByteArray());
        }
    }

    @Test
    void aZipAndRandomBytesAreNotTakenForLists() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("md5,sha1"));
            zip.write(ReadRows.MD5.getBytes(StandardCharsets.US_ASCII));
        }
        isRefused(out.toByteArray());
        SplittableRandom random = Seed.random("no list");
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[64 + random.nextInt(4_000)];
            random.nextBytes(bytes);
            isRefused(bytes);
        }
    }

    @Test
    void binaryIsRefusedEvenWhereADigestStandsInIt() {
        isRefused(("\u0000\u0001\n" + ReadRows.MD5 + "  a.jpg\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void proseOtherJsonAndOtherTablesAreNotTakenForLists() {
        isRefused("Dear colleague,\nthe list follows.\n".getBytes(StandardCharsets.UTF_8));
        isRefused("{\"a\": 1}".getBytes(StandardCharsets.UTF_8));
        isRefused("name,size\na,1\n".getBytes(StandardCharsets.UTF_8));
        isRefused("\n\n\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aScriptOfChangesSaysWhatToDoWithIt() {
        assertThatThrownBy(() -> ReadRows.of(folder, "INSERT INTO FILE VALUES ('x');\n"))
                .isInstanceOf(HashListFormatException.class)
                .hasMessageContaining("apply it to the full database");
    }

    @Test
    void anEmptyFileAndAFolderAreNamed() {
        assertThatThrownBy(() -> ReadRows.of(folder, "")).hasMessageContaining("is empty");
        assertThatThrownBy(() -> HashListFormat.detect(folder)).hasMessageContaining("is a folder");
    }
}
