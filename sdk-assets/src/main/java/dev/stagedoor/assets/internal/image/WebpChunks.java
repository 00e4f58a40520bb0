package dev.stagedoor.assets.internal.image;

import com.drew.imaging.riff.RiffHandler;
import com.drew.imaging.riff.RiffProcessingException;
import com.drew.imaging.riff.RiffReader;
import com.drew.lang.SequentialByteArrayReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * What the chunks of a WebP file say of its sizes and its orientation (RFC 9649 section 2). A file has a size for its canvas and one for each frame, and a bomb
 * lies about one of them.
 */
final class WebpChunks implements RiffHandler {
    private static final Set<String> WANTED = Set.of("VP8 ", "VP8L", "VP8X", "ANMF", "EXIF");

    private long widest;
    private long highest;
    private byte[] exif = {};

    private WebpChunks() {}

    static WebpChunks of(byte[] file) throws IOException {
        WebpChunks chunks = new WebpChunks();
        try {
            new RiffReader().processRiff(new SequentialByteArrayReader(file), chunks);
        } catch (RiffProcessingException broken) {
            throw new IOException(broken);
        }
        return chunks;
    }

    /** {@return the largest canvas or frame} */
    Size largest() {
        return new Size(widest, highest);
    }

    /** {@return what the EXIF chunk holds} */
    Optional<byte[]> exif() {
        return exif.length == 0 ? Optional.empty() : Optional.of(exif);
    }

    @Override
    public boolean shouldAcceptRiffIdentifier(String identifier) {
        return identifier.equals("WEBP");
    }

    @Override
    public boolean shouldAcceptChunk(String name) {
        return WANTED.contains(name);
    }

    @Override
    public boolean shouldAcceptList(String name) {
        return false;
    }

    @Override
    public void processChunk(String name, byte[] chunk) {
        switch (name) {
            case "VP8 " -> lossy(chunk, 0);
            case "VP8L" -> lossless(chunk, 0);
            case "VP8X" -> canvas(chunk, 4);
            case "ANMF" -> frame(chunk);
            default -> exif = chunk;
        }
    }

    private void frame(byte[] chunk) {
        canvas(chunk, 6);
        if (chunk.length < 24) {
            return;
        }
        String inner = new String(chunk, 16, 4, StandardCharsets.ISO_8859_1);
        if (inner.equals("VP8 ")) {
            lossy(chunk, 24);
        } else if (inner.equals("VP8L")) {
            lossless(chunk, 24);
        }
    }

    /** RFC 6386 section 9.1. */
    private void lossy(byte[] chunk, int at) {
        if (chunk.length >= at + 10) {
            saw(little(chunk, at + 6, 2) & 0x3fff, little(chunk, at + 8, 2) & 0x3fff);
        }
    }

    /** RFC 9649 section 3.4. */
    private void lossless(byte[] chunk, int at) {
        if (chunk.length >= at + 5) {
            long bits = little(chunk, at + 1, 4);
            saw((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
        }
    }

    private void canvas(byte[] chunk, int at) {
        if (chunk.length >= at + 6) {
            saw(little(chunk, at, 3) + 1, little(chunk, at + 3, 3) + 1);
        }
    }

    private void saw(long width, long height) {
        widest = Math.max(widest, width);
        highest = Math.max(highest, height);
    }

    private static long little(byte[] bytes, int at, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    @Override
    public void addError(String message) {
        // the decoder will say so too
    }
}
