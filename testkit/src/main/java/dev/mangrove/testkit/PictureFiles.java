package dev.mangrove.testkit;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Drawn pictures as files, written by the JDK's own encoders into memory.
public final class PictureFiles {

    /// The encoder's scale for deflate level 1.
    private static final float PNG_QUICKLY = 8 / 9f;

    private PictureFiles() {}

    /// Baseline, 4:2:0, quality 0..1.
    public static byte[] jpeg(DrawnPicture picture, float quality) {
        return write("jpeg", List.of(Images.rgb(picture)), quality, false, "");
    }

    public static byte[] jpegProgressive(DrawnPicture picture, float quality) {
        return write("jpeg", List.of(Images.rgb(picture)), quality, true, "");
    }

    /// One component: the picture's [DrawnPicture#grey] form.
    public static byte[] jpegGrey(DrawnPicture picture, float quality) {
        return write("jpeg", List.of(Images.grey(picture)), quality, false, "");
    }

    /// 8 bits a channel, no alpha.
    public static byte[] png(DrawnPicture picture) {
        return write("png", List.of(Images.rgb(picture)), -1, false, "");
    }

    /// Adam7.
    public static byte[] pngInterlaced(DrawnPicture picture) {
        return write("png", List.of(Images.rgb(picture)), -1, true, "");
    }

    public static byte[] pngGrey(DrawnPicture picture) {
        return write("png", List.of(Images.grey(picture)), -1, false, "");
    }

    /// With the picture's alpha channel.
    public static byte[] pngAlpha(DrawnPicture picture) {
        return write("png", List.of(Images.argb(picture)), -1, false, "");
    }

    /// 16 bits a channel: each channel's value times 257, which every exact reader takes back to 8 bits.
    public static byte[] png16(DrawnPicture picture) {
        return write("png", List.of(Images.rgb16(picture)), -1, false, "");
    }

    /// 16 bits, one channel.
    public static byte[] pngGrey16(DrawnPicture picture) {
        return write("png", List.of(Images.grey16(picture)), -1, false, "");
    }

    /// A palette of 216 colours; exact for [DrawnPicture#in216Colours].
    public static byte[] pngPalette(DrawnPicture picture) {
        return write("png", List.of(Images.palette(picture)), -1, false, "");
    }

    /// One frame in 216 colours.
    public static byte[] gif(DrawnPicture picture) {
        return write("gif", List.of(Images.palette(picture)), -1, false, "");
    }

    /// Frames of equal size in 216 colours.
    public static byte[] gifAnimated(List<DrawnPicture> frames) {
        return write("gif", frames.stream().map(Images::palette).toList(), -1, false, "");
    }

    public static byte[] bmp(DrawnPicture picture) {
        return write("bmp", List.of(Images.rgb(picture)), -1, false, "");
    }

    /// One page, uncompressed.
    public static byte[] tiff(DrawnPicture picture) {
        return tiff(List.of(picture), "");
    }

    /// Pages of any size.
    ///
    /// @param compression as the JDK names it, e.g. `LZW`, `Deflate`, `JPEG`, `PackBits`; empty for none
    public static byte[] tiff(List<DrawnPicture> pages, String compression) {
        return write("tiff", pages.stream().map(Images::rgb).toList(), -1, false, compression);
    }

    /// An icon file that holds PNG pictures, at most 256 pixels a side.
    public static byte[] ico(List<DrawnPicture> pictures) {
        List<byte[]> files = pictures.stream().map(PictureFiles::pngAlpha).toList();
        LittleEndian out = new LittleEndian().u16(0).u16(1).u16(files.size());
        int offset = 6 + 16 * files.size();
        for (int i = 0; i < files.size(); i++) {
            DrawnPicture picture = pictures.get(i);
            if (picture.width() > 256 || picture.height() > 256) {
                throw new IllegalArgumentException("an icon has at most 256 pixels a side: " + picture);
            }
            out.u8(picture.width()).u8(picture.height()).u16(0).u16(1).u16(32);
            out.u32(files.get(i).length).u32(offset);
            offset += files.get(i).length;
        }
        files.forEach(out::bytes);
        return out.toByteArray();
    }

    private static byte[] write(
            String format, List<BufferedImage> images, float quality, boolean progressive, String compression) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(8_192);
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            ImageWriteParam param = writer.getDefaultWriteParam();
            if (quality >= 0) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(quality);
            }
            if (format.equals("png")) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionQuality(PNG_QUICKLY);
            }
            if (!compression.isEmpty()) {
                param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                param.setCompressionType(compression);
            }
            if (progressive) {
                param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            if (images.size() == 1) {
                writer.write(null, new IIOImage(images.getFirst(), null, null), param);
            } else {
                writer.prepareWriteSequence(null);
                for (BufferedImage image : images) {
                    writer.writeToSequence(new IIOImage(image, null, null), param);
                }
                writer.endWriteSequence();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot refuse a write", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
