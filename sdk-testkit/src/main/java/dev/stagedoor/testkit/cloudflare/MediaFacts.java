package dev.stagedoor.testkit.cloudflare;

import dev.stagedoor.recorder.MediaFile;
import dev.stagedoor.recorder.RecorderException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/**
 * What an uploaded file is.
 *
 * @param video whether there is a picture to play
 * @param seconds its length, negative when unknown
 * @param width pixels, −1 when unknown
 * @param height pixels, −1 when unknown
 */
record MediaFacts(boolean video, double seconds, int width, int height) {
    private static final MediaFacts NOTHING = new MediaFacts(false, -1, -1, -1);
    private static final int HEAD = 12;
    /** Matroska and WebM, MPEG-TS, FLV, AVI, MPEG-PS. */
    private static final List<String> MAGIC = List.of("1a45dfa3", "47", "464c56", "52494646", "000001ba");

    static MediaFacts of(Path file) {
        try {
            return MediaFile.read(file)
                    .filter(MediaFile::video)
                    .map(it -> new MediaFacts(true, it.duration().toMillis() / 1000.0, it.width(), it.height()))
                    .orElse(NOTHING);
        } catch (LinkageError | RecorderException withoutNatives) {
            return byContainer(file);
        }
    }

    /** Looks at the first bytes only. */
    static MediaFacts byContainer(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            String hex = HexFormat.of().formatHex(head);
            boolean mp4 = new String(head, StandardCharsets.ISO_8859_1).startsWith("ftyp", 4);
            return mp4 || MAGIC.stream().anyMatch(hex::startsWith) ? new MediaFacts(true, -1, -1, -1) : NOTHING;
        } catch (IOException fault) {
            throw new UncheckedIOException("an uploaded file cannot be read", fault);
        }
    }
}
