package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.cloudflare.stream.Exchange.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Uploads that survive whatever breaks: tus 1.0.0, core protocol and creation. After any fault, a lost answer or the death of the process, {@link #send} goes on
 * from where the server says it is. Safe for use by many threads; one upload is sent by one thread at a time. Faults are {@link CloudflareStreamException}s.
 */
public final class TusUploads {
    /** The largest file in bytes. */
    public static final long MAX_FILE_BYTES = 30_000_000_000L;

    /** What chunks are multiples of, in bytes. */
    public static final int CHUNK_STEP = 256 * 1024;

    /** The smallest chunk in bytes, but for the last one. */
    public static final int MIN_CHUNK = 5 * 1024 * 1024;

    /** The largest chunk in bytes. */
    public static final int MAX_CHUNK = 800 * CHUNK_STEP;

    /** Chunks unless said otherwise, in bytes. */
    public static final int DEFAULT_CHUNK = 200 * CHUNK_STEP;

    private static final String VERSION = "1.0.0";
    private static final int BYTES_A_SECOND = 125_000;
    private static final int MOST_STALLS = 5;
    // the server still writes what an earlier, broken request brought
    private static final int LOCKED = 423;

    private final Api api;
    private final int chunk;

    TusUploads(Api api) {
        this(api, DEFAULT_CHUNK);
    }

    private TusUploads(Api api, int chunk) {
        this.api = api;
        this.chunk = chunk;
    }

    /**
     * @param bytes of a chunk, a multiple of {@link #CHUNK_STEP} from {@link #MIN_CHUNK} to {@link #MAX_CHUNK}
     * @return the same, with chunks of that size
     */
    public TusUploads chunks(int bytes) {
        if (bytes < MIN_CHUNK || bytes > MAX_CHUNK || bytes % CHUNK_STEP != 0) {
            throw new IllegalArgumentException("a chunk must be a multiple of " + CHUNK_STEP + " from " + MIN_CHUNK
                    + " to " + MAX_CHUNK + " bytes, not " + bytes);
        }
        return new TusUploads(api, bytes);
    }

    /**
     * Begins an upload. Not repeated when the answer is lost: then there may be a video that waits for its file.
     *
     * @param length of the file in bytes, 1 to {@link #MAX_FILE_BYTES}
     * @param settings of the video; of its meta only the name can be set here
     * @return where to send the file
     * @throws TooLargeException code 10011 when the storage is full
     */
    public TusUpload create(long length, VideoSettings settings) {
        if (length < 1 || length > MAX_FILE_BYTES) {
            throw new IllegalArgumentException("length must be 1 to " + MAX_FILE_BYTES + ", not " + length);
        }
        Call call = api.stream("POST")
                .header("Tus-Resumable", VERSION)
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", metadata(settings));
        settings.creator().ifPresent(it -> call.header("Upload-Creator", it));
        Answer answer = api.send(call);
        URI location = answer.headers()
                .firstValue("Location")
                .map(it -> call.uri().resolve(it))
                .orElseThrow(() -> api.unreadable(call, "the answer names no location"));
        String uid = answer.headers()
                .firstValue("stream-media-id")
                .orElseThrow(() -> api.unreadable(call, "the answer names no video"));
        return new TusUpload(location, Segments.id("stream-media-id", uid), length);
    }

    private static String metadata(VideoSettings settings) {
        List<String> pairs = new ArrayList<>();
        settings.name().ifPresent(it -> pairs.add(pair("name", it)));
        settings.requireSignedUrls().filter(it -> it).ifPresent(it -> pairs.add(pair("requiresignedurls", "true")));
        settings.allowedOrigins().ifPresent(it -> pairs.add(pair("allowedorigins", String.join(",", it))));
        settings.thumbnailTimestampPct().ifPresent(it -> pairs.add(pair("thumbnailtimestamppct", Double.toString(it))));
        settings.watermark().ifPresent(it -> pairs.add(pair("watermark", it)));
        settings.scheduledDeletion().ifPresent(it -> pairs.add(pair("scheduleddeletion", it.toString())));
        settings.maxDurationSeconds().ifPresent(it -> pairs.add(pair("maxDurationSeconds", Integer.toString(it))));
        settings.expiry().ifPresent(it -> pairs.add(pair("expiry", it.toString())));
        return String.join(",", pairs);
    }

    private static String pair(String key, String value) {
        return key + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static Call call(String method, TusUpload upload) {
        return new Call(method, upload.location(), method + " upload of video " + upload.videoUid())
                .header("Tus-Resumable", VERSION);
    }

    /**
     * @param upload one that was begun
     * @return how many bytes the server has
     * @throws NotFoundException when the upload has expired or was deleted
     */
    public long offset(TusUpload upload) {
        Call call = call("HEAD", upload);
        Answer answer = api.send(call);
        return offset(call, answer, upload).orElseThrow(() -> api.unreadable(call, "the answer names no offset"));
    }

    private OptionalLong offset(Call call, Answer answer, TusUpload upload) {
        Optional<String> told = answer.headers().firstValue("Upload-Offset").map(String::strip);
        if (told.isEmpty()) {
            return OptionalLong.empty();
        }
        long offset = told.filter(it -> it.matches("[0-9]{1,18}"))
                .map(Long::parseLong)
                .orElse(-1L);
        if (offset < 0 || offset > upload.length()) {
            throw api.unreadable(call, "the answer names an offset outside the file");
        }
        return OptionalLong.of(offset);
    }

    /**
     * Sends what the server does not have yet, and returns when it has everything. May be broken off at any moment, by the death of the process too, and called
     * again.
     *
     * @param upload one that was begun
     * @param file its bytes, the same in each call
     * @param progress hears of each chunk
     * @throws NotFoundException when the upload has expired: begin anew
     * @throws UncheckedIOException when the file cannot be read
     * @throws IllegalArgumentException when the file is of another length
     */
    public void send(TusUpload upload, Path file, TusProgress progress) {
        checkLength(upload, file);
        long offset = offset(upload);
        int stalls = 0;
        while (offset < upload.length()) {
            progress.received(offset, upload.length());
            checkLength(upload, file);
            long before = offset;
            offset = sendChunk(upload, file, offset, stalls);
            stalls = offset > before ? 0 : stalls + 1;
        }
        progress.received(offset, upload.length());
    }

    private static void checkLength(TusUpload upload, Path file) {
        try {
            if (Files.size(file) != upload.length()) {
                throw new IllegalArgumentException(
                        "the file has " + Files.size(file) + " bytes, the upload was begun for " + upload.length());
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file of " + upload + " cannot be read", unreadable);
        }
    }

    /** {@return how far the server is then, by its own word; after a fault too, unless it comes again and again without progress} */
    private long sendChunk(TusUpload upload, Path file, long offset, int stalls) {
        long size = Math.min(chunk, upload.length() - offset);
        Call call = call("PATCH", upload)
                .header("Upload-Offset", Long.toString(offset))
                .body("application/offset+octet-stream", part(file, offset, size))
                .deadline(api.transport().timeout().plus(Duration.ofSeconds(size / BYTES_A_SECOND)));
        try {
            Answer answer = api.send(call);
            long reached = offset(call, answer, upload).orElseGet(() -> offset(upload));
            if (reached > offset) {
                return reached;
            }
            throw api.unreadable(call, "the server took a chunk and is no further");
        } catch (CloudflareStreamException fault) {
            if (!mayGoOn(fault)
                    || stalls >= MOST_STALLS
                    || Thread.currentThread().isInterrupted()) {
                throw fault;
            }
            if (stalls > 0) {
                api.transport().pauseAfter(stalls, call);
            }
            return offset(upload);
        }
    }

    private static boolean mayGoOn(CloudflareStreamException fault) {
        return fault.retryable()
                || fault instanceof ConflictException
                || fault instanceof CloudflareApiException answer && answer.status() == LOCKED;
    }

    private static BodyPublisher part(Path file, long offset, long size) {
        return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> open(file, offset, size)), size);
    }

    private static InputStream open(Path file, long offset, long size) {
        try {
            FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ).position(offset);
            return new FilePart(Channels.newInputStream(channel), size);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file to be uploaded cannot be read", unreadable);
        }
    }
}
