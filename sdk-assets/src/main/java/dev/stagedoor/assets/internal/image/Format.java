package dev.stagedoor.assets.internal.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;

/** The kinds of picture that are taken, told by their first bytes and never by a name or a declared type. */
public enum Format {
    /** ISO 10918. */
    JPEG,
    /** RFC 2083. */
    PNG,
    /** RFC 9649. */
    WEBP;

    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /**
     * @param file a file's bytes
     * @return what it says it is; empty when it is none of these
     */
    public static Optional<Format> of(byte[] file) {
        if (startsWith(file, JPEG_START)) {
            return Optional.of(JPEG);
        }
        if (startsWith(file, PNG_START)) {
            return Optional.of(PNG);
        }
        boolean webp = file.length >= 12
                && new String(file, 0, 4, StandardCharsets.ISO_8859_1).equals("RIFF")
                && new String(file, 8, 4, StandardCharsets.ISO_8859_1).equals("WEBP");
        return webp ? Optional.of(WEBP) : Optional.empty();
    }

    private static boolean startsWith(byte[] file, byte[] start) {
        return file.length >= start.length && Arrays.equals(file, 0, start.length, start, 0, start.length);
    }

    /**
     * @return a decoder; the caller disposes of it
     * @throws IOException when there is none, which is a mistake of the installation
     */
    public ImageReader reader() throws IOException {
        return switch (this) {
            case JPEG -> jpegSpi().createReaderInstance(null);
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
        };
    }

    /** The one that also reads CMYK, as cameras and print shops write it; it stands on the JDK's, which it finds in the registry. */
    private static JPEGImageReaderSpi jpegSpi() {
        IIORegistry registry = IIORegistry.getDefaultInstance();
        JPEGImageReaderSpi registered = registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
        if (registered != null) {
            return registered;
        }
        JPEGImageReaderSpi spi = new JPEGImageReaderSpi();
        registry.registerServiceProvider(spi);
        return spi;
    }
}
