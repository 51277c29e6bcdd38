package dev.mangrove.scan.examine;

import com.twelvemonkeys.imageio.plugins.bmp.BMPImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.bmp.CURImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.bmp.ICOImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.psd.PSDImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.BigTIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/// The only image readers that ever meet evidence: a fixed list, never what the class path offers.
final class ImageReaders {

    private static final String JDK_JPEG = "com.sun.imageio.plugins.jpeg.JPEGImageReaderSpi";

    private static final IIORegistry REGISTRY = prepareRegistry();

    private static final ImageReaderSpi JPEG = jdkJpeg();
    private static final ImageReaderSpi BMP = new BMPImageReaderSpi();
    private static final ImageReaderSpi ICON = new ICOImageReaderSpi();
    private static final ImageReaderSpi CURSOR = new CURImageReaderSpi();
    private static final ImageReaderSpi WEBP = new WebPImageReaderSpi();
    private static final ImageReaderSpi TIFF = new TIFFImageReaderSpi();
    private static final ImageReaderSpi BIG_TIFF = new BigTIFFImageReaderSpi();
    private static final ImageReaderSpi PSD = new PSDImageReaderSpi();

    private ImageReaders() {}

    static ImageReader jpeg() throws IOException {
        return JPEG.createReaderInstance();
    }

    static ImageReader bmp() throws IOException {
        return BMP.createReaderInstance();
    }

    static ImageReader icon() throws IOException {
        return ICON.createReaderInstance();
    }

    static ImageReader cursor() throws IOException {
        return CURSOR.createReaderInstance();
    }

    static ImageReader webp() throws IOException {
        return WEBP.createReaderInstance();
    }

    static ImageReader tiff() throws IOException {
        return TIFF.createReaderInstance();
    }

    static ImageReader bigTiff() throws IOException {
        return BIG_TIFF.createReaderInstance();
    }

    static ImageReader psd() throws IOException {
        return PSD.createReaderInstance();
    }

    /// The registry looks for plug-ins when it is first asked: it is first asked here, with a class
    /// loader that knows the JDK's alone. The TIFF reader asks it for a JPEG reader, so one is added.
    private static IIORegistry prepareRegistry() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            ImageIO.setUseCache(false);
            IIORegistry registry = IIORegistry.getDefaultInstance();
            ImageReaderSpi added = new JPEGImageReaderSpi();
            registry.registerServiceProvider(added);
            for (ImageReaderSpi other : providers(registry, JDK_JPEG)) {
                registry.setOrdering(ImageReaderSpi.class, added, other);
            }
            return registry;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ImageReaderSpi jdkJpeg() {
        List<ImageReaderSpi> found = providers(REGISTRY, JDK_JPEG);
        if (found.isEmpty()) {
            throw new IllegalStateException("this JDK has no " + JDK_JPEG + "; Mangrove needs a full JDK 25");
        }
        return found.getFirst();
    }

    private static List<ImageReaderSpi> providers(IIORegistry registry, String className) {
        Iterator<ImageReaderSpi> found = registry.getServiceProviders(
                ImageReaderSpi.class, spi -> spi.getClass().getName().equals(className), false);
        return found.hasNext() ? List.of(found.next()) : List.of();
    }
}
