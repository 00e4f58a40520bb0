package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Resumable uploads: tus 1.0.0 with the service's own fields and chunk sizes. */
final class TusRoutes {
    static final long LARGEST = 30_000_000_000L;
    private static final long UNIT = 256 * 1024;
    private static final long CHUNK_MIN = 5_242_880;
    private static final long CHUNK_MAX = 209_715_200;
    private static final String VERSION = "1.0.0";

    private final CloudflareAccount account;
    private final StorageLimit storage;
    private final Set<String> busy = new HashSet<>();

    TusRoutes(CloudflareAccount account, StorageLimit storage) {
        this.account = account;
        this.storage = storage;
    }

    void addTo(Router router) {
        router.on("OPTIONS", Urls.UPLOAD + "/tus/*", call -> options())
                .on("OPTIONS", "/stream", call -> options())
                .on("HEAD", Urls.UPLOAD + "/tus/*", this::offset)
                .on("PATCH", Urls.UPLOAD + "/tus/*", this::append);
    }

    private static Answer options() {
        return crossOrigin(Answer.bare(204))
                .with("Tus-Resumable", VERSION)
                .with("Tus-Version", VERSION)
                .with("Tus-Extension", "creation,expiration");
    }

    static Answer crossOrigin(Answer answer) {
        return answer.with("Access-Control-Allow-Origin", "*")
                .with("Access-Control-Allow-Methods", "OPTIONS, HEAD, POST, PATCH")
                .with("Access-Control-Allow-Headers", "*")
                .with(
                        "Access-Control-Expose-Headers",
                        "Location, Upload-Offset, Upload-Length, Tus-Resumable, stream-media-id");
    }

    /** {@code POST /stream} with {@code Tus-Resumable}; with {@code direct_user=true} the location is meant for somebody without a token. */
    Answer create(ApiCall call) {
        requireVersion(call);
        long length = number(call, "upload-length");
        if (length > LARGEST) {
            throw new Refusal(413, Refusal.BAD_REQUEST, "An upload has at most 30 GB.");
        }
        Map<String, Optional<String>> metadata = metadata(call.header("upload-metadata"));
        if (call.flag("direct_user") && !metadata.containsKey("maxdurationseconds")) {
            throw Refusal.badRequest("maxDurationSeconds is required");
        }
        return account.locked(() -> {
            storage.refuseWhenFull();
            account.uploads().refuseWhenBusy();
            ObjectNode video = account.videos().draft("tus");
            VideoFields.apply(
                    new Body(fields(metadata)), video, account.ground().now());
            call.call().header("upload-creator").ifPresent(creator -> video.put("creator", creator));
            value(metadata, "watermark")
                    .ifPresent(uid -> video.set(
                            "watermark",
                            account.ground().require(Shelf.WATERMARKS, uid).deepCopy()));
            Instant expiry = value(metadata, "expiry")
                    .map(it -> Body.time("expiry", it))
                    .orElseGet(account.uploads()::tusExpiry);
            ObjectNode upload = account.uploads().begin(video, length, expiry);
            return crossOrigin(Answer.bare(201))
                    .with("Tus-Resumable", VERSION)
                    .with(
                            "Location",
                            account.ground().urls().tus(upload.path("id").asText()))
                    .with("stream-media-id", video.path("uid").asText());
        });
    }

    /** Keys in lower case; a key may stand alone. */
    private static Map<String, Optional<String>> metadata(String header) {
        Map<String, Optional<String>> found = new HashMap<>();
        for (String pair : header.split(",")) {
            String[] parts = pair.strip().split(" ", 2);
            try {
                Optional<String> value = parts.length < 2
                        ? Optional.empty()
                        : Optional.of(new String(Base64.getDecoder().decode(parts[1].strip()), StandardCharsets.UTF_8));
                found.put(parts[0].toLowerCase(Locale.ROOT), value);
            } catch (IllegalArgumentException wrong) {
                throw Refusal.badRequest("Upload-Metadata is not base64");
            }
        }
        return found;
    }

    private static Optional<String> value(Map<String, Optional<String>> metadata, String key) {
        return metadata.getOrDefault(key, Optional.empty());
    }

    private static ObjectNode fields(Map<String, Optional<String>> metadata) {
        ObjectNode fields = Store.JSON.createObjectNode();
        value(metadata, "name").ifPresent(name -> fields.put("name", name));
        value(metadata, "scheduleddeletion").ifPresent(time -> fields.put("scheduledDeletion", time));
        if (metadata.containsKey("requiresignedurls")) {
            fields.put(
                    "requireSignedURLs", !value(metadata, "requiresignedurls").equals(Optional.of("false")));
        }
        value(metadata, "allowedorigins").ifPresent(list -> {
            for (String origin : list.split(",")) {
                fields.withArrayProperty("allowedOrigins").add(origin.strip());
            }
        });
        try {
            value(metadata, "thumbnailtimestamppct")
                    .ifPresent(it -> fields.put("thumbnailTimestampPct", Double.parseDouble(it)));
            value(metadata, "maxdurationseconds").ifPresent(it -> fields.put("maxDurationSeconds", Long.parseLong(it)));
        } catch (NumberFormatException wrong) {
            throw Refusal.badRequest("Upload-Metadata has something else where a number belongs");
        }
        return fields;
    }

    private Answer offset(ApiCall call) {
        requireVersion(call);
        return account.locked(() -> {
            ObjectNode upload = account.uploads().require(call.variable(0));
            return crossOrigin(Answer.bare(200))
                    .with("Tus-Resumable", VERSION)
                    .with("Upload-Offset", String.valueOf(have(upload)))
                    .with("Upload-Length", upload.path("length").asText())
                    .with("Cache-Control", "no-store");
        });
    }

    private long have(ObjectNode upload) {
        return upload.path("complete").asBoolean()
                ? upload.path("length").asLong()
                : account.uploads().offset(upload.path("video").asText());
    }

    private Answer append(ApiCall call) throws IOException {
        requireVersion(call);
        if (!call.header("content-type").equals("application/offset+octet-stream")) {
            throw new Refusal(415, Refusal.BAD_REQUEST, "application/offset+octet-stream is expected");
        }
        String id = call.variable(0);
        ObjectNode upload = account.locked(() -> begin(call, id));
        try {
            String video = upload.path("video").asText();
            long length = upload.path("length").asLong();
            long room = length - account.uploads().offset(video);
            if (!account.uploads().receive(call.stream(), video, room)) {
                throw new Refusal(413, Refusal.BAD_REQUEST, "There is more than Upload-Length.");
            }
            long now = account.uploads().offset(video);
            if (now == length) {
                complete(upload, video);
            }
            return crossOrigin(Answer.bare(204))
                    .with("Tus-Resumable", VERSION)
                    .with("Upload-Offset", String.valueOf(now));
        } finally {
            account.locked(() -> busy.remove(id));
        }
    }

    private void complete(ObjectNode upload, String uid) {
        MediaFacts facts = account.uploads().probe(uid);
        account.locked(() -> {
            ObjectNode video = account.videos().require(uid);
            account.uploads().complete(video, facts);
            upload.put("complete", true);
        });
    }

    private ObjectNode begin(ApiCall call, String id) {
        ObjectNode upload = account.uploads().require(id);
        long offset = number(call, "upload-offset");
        if (offset != have(upload)) {
            throw new Refusal(409, Refusal.BAD_REQUEST, "Upload-Offset is not where the upload stands.");
        }
        refuseChunk(call, upload.path("length").asLong() - offset);
        if (!busy.add(id)) {
            throw new Refusal(423, Refusal.BAD_REQUEST, "Another request writes to this upload.");
        }
        return upload;
    }

    /** Sizes are the service's; how it refuses others is [U]. Of a request without a length nothing is known before its end. */
    private static void refuseChunk(ApiCall call, long left) {
        OptionalLong size = call.call().header("content-length").isPresent()
                ? OptionalLong.of(number(call, "content-length"))
                : OptionalLong.empty();
        if (size.isEmpty()) {
            return;
        }
        long chunk = size.getAsLong();
        if (chunk > CHUNK_MAX || chunk > left) {
            throw new Refusal(
                    413, Refusal.BAD_REQUEST, "A chunk has at most " + Math.min(CHUNK_MAX, left) + " bytes here.");
        }
        if (chunk < left && (chunk < CHUNK_MIN || chunk % UNIT != 0)) {
            throw Refusal.badRequest(
                    "a chunk has at least " + CHUNK_MIN + " bytes and is a multiple of " + UNIT + ", except the last");
        }
    }

    private static void requireVersion(ApiCall call) {
        if (!call.header("tus-resumable").equals(VERSION)) {
            throw new Refusal(412, Refusal.BAD_REQUEST, "Tus-Resumable must be " + VERSION);
        }
    }

    private static long number(ApiCall call, String header) {
        String text = call.header(header);
        if (!text.matches("\\d{1,15}")) {
            throw Refusal.badRequest(header + " must be a number");
        }
        return Long.parseLong(text);
    }
}
