package dev.stagedoor.assets.internal.image;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A picture file: measured, decoded, drawn anew.
 *
 * @param format what it is
 * @param file its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Picture(Format format, byte[] file) {
    private static final float QUALITY = 0.86f;

    /**
     * @return the size that its header tells, the largest one when there are several; nothing is decoded
     * @throws IOException when the header cannot be read
     */
    public Size size() throws IOException {
        Size told = reading(reader -> new Size(reader.getWidth(0), reader.getHeight(0)));
        return format == Format.WEBP ? told.atLeast(WebpChunks.of(file).largest()) : told;
    }

    /**
     * Decodes the first frame and draws it anew: upright, sRGB, white behind what is transparent, fitted into a box.
     *
     * @param box the largest size
     * @return the picture
     * @throws IOException when it cannot be decoded, or ends too early
     */
    public BufferedImage fitted(Size box) throws IOException {
        Orientation orientation = Orientation.of(format, file);
        BufferedImage decoded = decode(box.turned(orientation.turns()));
        Size stored = new Size(decoded.getWidth(), decoded.getHeight());
        Size upright = stored.turned(orientation.turns()).fittedInto(box);
        Size scaled = upright.turned(orientation.turns());
        return draw(halved(decoded, scaled), scaled, upright, orientation.upright(upright));
    }

    private BufferedImage decode(Size box) throws IOException {
        List<String> damages = new ArrayList<>();
        BufferedImage image = reading(reader -> {
            reader.addIIOReadWarningListener((source, warning) -> {
                String text = warning.toLowerCase(Locale.ROOT);
                if (text.contains("premature") || text.contains("corrupt jpeg data")) {
                    damages.add(warning);
                }
            });
            ImageReadParam how = reader.getDefaultReadParam();
            long step = Math.max(reader.getWidth(0) / (2 * box.width()), reader.getHeight(0) / (2 * box.height()));
            int every = (int) Math.max(1, step);
            how.setSourceSubsampling(every, every, 0, 0);
            return reader.read(0, how);
        });
        if (!damages.isEmpty()) {
            throw new IOException(damages.get(0));
        }
        return image;
    }

    private <T> T reading(Reading<T> reading) throws IOException {
        ImageReader reader = format.reader();
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, true);
            return reading.from(reader);
        } finally {
            reader.dispose();
        }
    }

    /** Halves until the last step is less than a half: bilinear drawing looks at four pixels only. */
    private static BufferedImage halved(BufferedImage image, Size target) {
        BufferedImage current = image;
        while (current.getWidth() >= 2 * target.width() && current.getHeight() >= 2 * target.height()) {
            Size half = new Size(current.getWidth() / 2, current.getHeight() / 2);
            current = draw(current, half, half, new AffineTransform());
        }
        return current;
    }

    private static BufferedImage draw(BufferedImage from, Size scaled, Size to, AffineTransform transform) {
        BufferedImage image = new BufferedImage((int) to.width(), (int) to.height(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.transform(transform);
            graphics.drawImage(from, 0, 0, (int) scaled.width(), (int) scaled.height(), null);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    /**
     * @param image an opaque sRGB picture
     * @return a baseline JPEG file with no metadata
     * @throws IOException when encoding fails
     */
    public static byte[] jpeg(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }
}
