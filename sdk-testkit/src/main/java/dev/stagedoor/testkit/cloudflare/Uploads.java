package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;

/** Where videos come from: uploads that are promised, begun and complete. Called under the account's lock, except for what moves bytes. */
final class Uploads {
    static final long BASIC_MAX = 200_000_000;
    private static final int PROCESSING_MAX = 120;
    private static final Duration DIRECT_LIFE = Duration.ofMinutes(30);
    /** Not published. [U] */
    private static final Duration TUS_LIFE = Duration.ofDays(1);

    private static final int BLOCK = 8192;

    private final Ground ground;
    private final Videos videos;

    Uploads(Ground ground, Videos videos) {
        this.ground = ground;
        this.videos = videos;
    }

    void refuseWhenBusy() {
        long processing = videos.all().stream()
                .filter(it -> videos.status(it).isEncoding())
                .count();
        if (processing >= PROCESSING_MAX) {
            throw new Refusal(429, Refusal.TOO_MANY, "Too many videos are queued or encoding.");
        }
    }

    /** A one-time address for somebody without a token. */
    ObjectNode promise(ObjectNode video, Body body) {
        Instant expiry = body.time("expiry").orElseGet(() -> ground.now().plus(DIRECT_LIFE));
        video.put("uploadExpiry", Values.time(expiry));
        return keep(video, 0, expiry);
    }

    /** An upload by tus (tus.io 1.0.0). */
    ObjectNode begin(ObjectNode video, long length, Instant expiry) {
        return keep(video, length, expiry);
    }

    Instant tusExpiry() {
        return ground.now().plus(TUS_LIFE);
    }

    private ObjectNode keep(ObjectNode video, long length, Instant expiry) {
        videos.keep(video);
        String id = ground.uid();
        ObjectNode upload = Store.JSON
                .createObjectNode()
                .put("id", id)
                .put("video", video.path("uid").asText())
                .put("length", length)
                .put("expiry", Values.time(expiry));
        ground.store().put(Shelf.UPLOADS, id, upload);
        return upload;
    }

    /** Refused when unknown, used or expired. */
    ObjectNode require(String id) {
        ObjectNode upload = ground.require(Shelf.UPLOADS, id);
        if (!ground.now().isBefore(Values.instant(upload.path("expiry")))) {
            throw Refusal.notFound("uploads: it has expired");
        }
        return upload;
    }

    /** One time only. */
    void use(ObjectNode upload) {
        ground.store().remove(Shelf.UPLOADS, upload.path("id").asText());
    }

    Path part(String video) {
        return ground.store().file(video + ".part");
    }

    long offset(String video) {
        try {
            Path part = part(video);
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException fault) {
            throw new UncheckedIOException("an unfinished upload cannot be read", fault);
        }
    }

    /**
     * Moves bytes; holds no lock. What came before the connection broke stays.
     *
     * @return false when more came than was allowed; then only {@code most} are kept
     */
    boolean receive(InputStream in, String video, long most) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = most;
        try (OutputStream out =
                Files.newOutputStream(part(video), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                out.write(block, 0, (int) Math.min(read, left));
                left -= read;
                if (left < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    void drop(String video) {
        ground.store().deleteFile(video + ".part");
    }

    /** Looks what it is; reads a file and holds no lock. */
    MediaFacts probe(String video) {
        return MediaFacts.of(part(video));
    }

    /** The last byte has come. */
    void complete(ObjectNode video, MediaFacts facts) {
        String uid = video.path("uid").asText();
        try {
            Path file = ground.store().file(uid);
            Files.move(part(uid), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            videos.received(video, uid, Files.size(file), facts);
        } catch (IOException fault) {
            throw new UncheckedIOException("a finished upload cannot be kept", fault);
        }
    }
}
