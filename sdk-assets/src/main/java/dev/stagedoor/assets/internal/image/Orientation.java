package dev.stagedoor.assets.internal.image;

import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.jpeg.JpegProcessingException;
import com.drew.imaging.png.PngChunk;
import com.drew.imaging.png.PngChunkReader;
import com.drew.imaging.png.PngChunkType;
import com.drew.imaging.png.PngProcessingException;
import com.drew.lang.ByteArrayReader;
import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import java.awt.geom.AffineTransform;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * How a picture was held (Exif tag 0x0112). Only that tag is looked for: text chunks, profiles and the like are not unpacked.
 *
 * @param value 1 (upright) to 8
 */
record Orientation(int value) {
    private static final Orientation UPRIGHT = new Orientation(1);

    /** Reads it; what cannot be read is upright. */
    static Orientation of(Format format, byte[] file) {
        try {
            Metadata metadata = metadata(format, file);
            ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
            Integer value = exif == null ? null : exif.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
            return value == null || value < 1 || value > 8 ? UPRIGHT : new Orientation(value);
        } catch (IOException | RuntimeException unreadable) {
            return UPRIGHT;
        }
    }

    private static Metadata metadata(Format format, byte[] file) throws IOException {
        try {
            return switch (format) {
                case JPEG -> JpegMetadataReader.readMetadata(new ByteArrayInputStream(file), List.of(new ExifReader()));
                case PNG -> exif(png(file));
                case WEBP -> exif(WebpChunks.of(file).exif().orElse(new byte[0]));
            };
        } catch (JpegProcessingException | PngProcessingException broken) {
            throw new IOException(broken);
        }
    }

    private static byte[] png(byte[] file) throws IOException, PngProcessingException {
        Set<PngChunkType> wanted = Set.of(new PngChunkType("eXIf"));
        byte[] found = {};
        for (PngChunk chunk : new PngChunkReader().extract(new SequentialByteArrayReader(file), wanted)) {
            if (chunk.getType().getIdentifier().equals("eXIf")) {
                found = chunk.getBytes();
            }
        }
        return found;
    }

    private static Metadata exif(byte[] bytes) {
        Metadata metadata = new Metadata();
        int start = ExifReader.startsWithJpegExifPreamble(bytes) ? ExifReader.JPEG_SEGMENT_PREAMBLE.length() : 0;
        if (bytes.length > start) {
            new ExifReader().extract(new ByteArrayReader(bytes, start), metadata);
        }
        return metadata;
    }

    /** {@return whether width and height change places} */
    boolean turns() {
        return value >= 5;
    }

    /**
     * @param size of the upright picture
     * @return what maps the picture as stored, scaled to that size, to the upright one
     */
    AffineTransform upright(Size size) {
        double w = size.width();
        double h = size.height();
        return switch (value) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, w, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, w, h);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, h);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, w, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, w, h);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, h);
            default -> new AffineTransform();
        };
    }
}
