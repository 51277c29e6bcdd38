package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination.DigestsOnly;
import dev.mangrove.scan.item.MediaType;
import dev.mangrove.testkit.Archives;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSnifferTest {

    private static MediaType sniff(byte[] bytes) {
        return TypeSniffer.sniff(bytes, bytes.length);
    }

    private static MediaType text(String text) {
        return sniff(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe000104a464946, JPEG",
        "89504e470d0a1a0a0000000d, PNG",
        "4749463839610100, GIF",
        "524946461000000057454250, WEBP",
        "49492a0008000000, TIFF",
        "4d4d002a00000008, TIFF",
        "4d4d002b0008000000000000, TIFF",
        "49492a001000000043520200, CAMERA_RAW",
        "38425053000100000000, PSD",
        "00000018667479706d703432000000006d70343269736f6d, MP4",
        "0000001466747970717420200000000071742020, QUICKTIME",
        "00000014667479703367703400000000, THREE_GPP",
        "00000018667479706865696300000000, HEIC",
        "0000001c667479706d696631000000006d69663161766966, AVIF",
        "0000001c667479706d696631000000006d69663168656963, HEIC",
        "0000000c6a5020200d0a870a, JPEG_2000",
        "0000000c4a584c200d0a870a, JPEG_XL",
        "1a45dfa39f4286810142f7810142f2810442f381084282847765626d, WEBM",
        "1a45dfa3a34286810142f7810142f2810442f3810842828861747261, MATROSKA",
        "5249464610000000415649204c495354, AVI",
        "3026b2758e66cf11a6d900aa0062ce6c, ASF",
        "464c560105000000, FLV",
        "000001ba44000400, MPEG",
        "504b0304140000000800, ZIP",
        "504b050600000000, ZIP",
        "377abcaf271c0004, SEVEN_Z",
        "526172211a0700, RAR",
        "526172211a07010000, RAR",
        "fd377a585a000004, XZ",
        "28b52ffd04, ZSTD",
        "425a68393141592653590000, BZIP2",
        "53514c69746520666f726d6174203300, SQLITE",
        "255044462d312e37, PDF",
    })
    void tellsATypeByItsFirstBytes(String hex, MediaType type) {
        assertThat(sniff(HexFormat.of().parseHex(hex))).isEqualTo(type);
    }

    @Test
    void doesNotTakeTextForAPicture() {
        assertThat(text("BMW is a maker of cars, and this is a line of text.")).isEqualTo(MediaType.TEXT);
        assertThat(text("GIF pictures are old")).isEqualTo(MediaType.TEXT);
        assertThat(text("II*I am text")).isEqualTo(MediaType.TEXT);
        assertThat(text("PK is a name")).isEqualTo(MediaType.TEXT);
        assertThat(text("BZh is no archive")).isEqualTo(MediaType.TEXT);
        assertThat(text("G" + "x".repeat(187) + "G" + "x".repeat(187) + "y")).isEqualTo(MediaType.TEXT);
    }

    @Test
    void doesNotTakeZerosForAnything() {
        assertThat(sniff(new byte[4096])).isEqualTo(MediaType.UNKNOWN);
        assertThat(sniff(new byte[0])).isEqualTo(MediaType.UNKNOWN);
    }

    @Test
    void tellsHtmlAndXmlFromText() {
        assertThat(text("\n <!DOCTYPE html><html>")).isEqualTo(MediaType.HTML);
        assertThat(text("\u00EF\u00BB\u00BF<?xml version=\"1.0\"?><a/>")).isEqualTo(MediaType.XML);
        assertThat(text("a < b")).isEqualTo(MediaType.TEXT);
    }

    @Test
    void looksIntoAGzipForAWebArchive() {
        byte[] warc = "WARC/1.1\r\nWARC-Type: warcinfo\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        assertThat(sniff(warc)).isEqualTo(MediaType.WARC);
        assertThat(sniff(Archives.gzip(warc))).isEqualTo(MediaType.WARC);
        assertThat(sniff(Archives.gzip(new byte[1000]))).isEqualTo(MediaType.GZIP);
    }

    @Test
    void knowsATarByItsChecksumAndNotByItsNameAlone() {
        byte[] tar = Archives.tar(Map.of("a.txt", new byte[] {1, 2, 3}));
        assertThat(sniff(tar)).isEqualTo(MediaType.TAR);
        byte[] old = tar.clone();
        int sum = 0;
        Arrays.fill(old, 257, 265, (byte) 0);
        Arrays.fill(old, 148, 156, (byte) ' ');
        for (int i = 0; i < 512; i++) {
            sum += old[i] & 0xFF;
        }
        byte[] octal = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, old, 148, 8);
        assertThat(sniff(old)).isEqualTo(MediaType.TAR);
        tar[0]++;
        assertThat(sniff(tar)).isNotEqualTo(MediaType.TAR);
    }

    @Test
    void aZipBehindAProgramIsAZip() {
        byte[] zip = Archives.zip(Map.of("a.txt", new byte[] {'a'}));
        byte[] program = Arrays.copyOf(new byte[] {'M', 'Z', (byte) 0x90, 0, 3}, 9_000);
        byte[] both = Arrays.copyOf(program, program.length + zip.length);
        System.arraycopy(zip, 0, both, program.length, zip.length);
        assertThat(((DigestsOnly) Examined.of(both)).type()).isEqualTo("application/zip");
        both[both.length - 10]++;
        assertThat(((DigestsOnly) Examined.of(both)).type()).isEqualTo("application/octet-stream");
    }
}
