package dev.mangrove.scan.examine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mangrove.scan.item.Examination;
import dev.mangrove.scan.item.Examination.NotExamined;
import dev.mangrove.scan.item.Examination.PictureExamined;
import dev.mangrove.scan.item.Reason;
import dev.mangrove.testkit.DrawnPicture;
import dev.mangrove.testkit.PictureFiles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PictureLimitsTest {

    private static final DrawnPicture DRAWN = DrawnPicture.of(5, 640, 480);

    @Test
    void aFewBytesThatDeclareAHugeScreenCostNothing() {
        byte[] gif = HexFormat.of()
                .parseHex("474946383961ffffffff80000000000000ffffff2c00000000ffffffff00020244010" + "03b");
        long before = System.nanoTime();
        Examination examined = Examined.of(gif, new ExamineLimits(16 << 20, 256));
        assertThat(System.nanoTime() - before).isLessThan(2_000_000_000L);
        assertThat(examined).isInstanceOf(NotExamined.class);
    }

    @Test
    void refusesAPngThatDeclaresTooManyPixelsAndTellsTheNeed() {
        byte[] png = PictureFiles.png(DRAWN);
        ByteBuffer.wrap(png).putInt(16, 65_535).putInt(20, 65_535);
        NotExamined refused = Examined.refused(png);
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.detail()).contains("65535 x 65535 pixels").contains("12884508675 bytes");
        assertThat(refused.digests()).isPresent();
    }

    @Test
    void refusesABitmapThatDeclaresTooManyPixels() {
        byte[] bmp = PictureFiles.bmp(DRAWN);
        ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN).putInt(18, 60_000).putInt(22, 60_000);
        assertThat(Examined.refused(bmp).reason()).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void readsABaselineJpegInFarLessMemoryThanItsPixelsNeed() {
        ExamineLimits tight = new ExamineLimits(300_000, 256);
        Examination baseline = Examined.of(PictureFiles.jpeg(DRAWN, 0.9f), tight);
        assertThat(baseline).isInstanceOf(PictureExamined.class);
        // A progressive one needs all its coefficients at once.
        Examination progressive = Examined.of(PictureFiles.jpegProgressive(DRAWN, 0.9f), tight);
        assertThat(progressive)
                .isInstanceOfSatisfying(
                        NotExamined.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aLimitThatJustHoldsThePictureLetsItThrough() {
        long bytes = 640L * 480 * (3 + 1);
        assertThat(Examined.of(PictureFiles.bmp(DRAWN), new ExamineLimits(bytes, 1)))
                .isInstanceOf(PictureExamined.class);
        assertThat(Examined.of(PictureFiles.bmp(DRAWN), new ExamineLimits(bytes - 1, 1)))
                .isInstanceOf(NotExamined.class);
    }
}
