package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.image.Format;
import dev.stagedoor.assets.internal.image.Picture;
import dev.stagedoor.assets.internal.image.Size;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pictures of classes from uploaded files: a JPEG, PNG or WebP picture of at most 5 MB becomes a JPEG of at most 1280 by 720 pixels, upright, in sRGB, with
 * white behind what was transparent, the first frame of a moving one. It is drawn anew, so no metadata (such as the place where it was taken) and nothing that was
 * hidden in the file is left. Files are told by their bytes, and measured before they are decoded.
 *
 * <p>Safe for use by many threads; at most two pictures are decoded at once, others wait, because one may take 120 MB for a moment.
 */
public final class ThumbnailImages {
    /** How large an uploaded file may be: 5 MiB. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(ThumbnailImages.class);
    private static final Size BOX = new Size(1280, 720);
    private static final long MOST_PIXELS = 40_000_000;
    private static final long LONGEST_SIDE = 10_000;

    private final Semaphore decoders = new Semaphore(2);

    /**
     * @param upload a file as it came; never throws for what is in it
     * @return a picture, or why not
     */
    public ImageResult accept(byte[] upload) {
        if (upload.length > MOST_BYTES) {
            return new ImageResult.TooLarge(MOST_BYTES);
        }
        Optional<Format> format = Format.of(upload);
        if (format.isEmpty()) {
            return new ImageResult.NotAnImage();
        }
        try {
            return decode(new Picture(format.orElseThrow(), upload));
        } catch (IOException | RuntimeException damaged) {
            LOG.debug("an uploaded picture cannot be read", damaged);
            return new ImageResult.Damaged();
        }
    }

    private ImageResult decode(Picture picture) throws IOException {
        Size size = picture.size();
        if (size.width() < 1 || size.height() < 1) {
            return new ImageResult.Damaged();
        }
        if (size.width() > LONGEST_SIDE || size.height() > LONGEST_SIDE || size.pixels() > MOST_PIXELS) {
            return new ImageResult.TooManyPixels(size.width(), size.height());
        }
        decoders.acquireUninterruptibly();
        try {
            BufferedImage image = picture.fitted(BOX);
            return new ImageResult.Accepted(Picture.jpeg(image), image.getWidth(), image.getHeight());
        } finally {
            decoders.release();
        }
    }
}
