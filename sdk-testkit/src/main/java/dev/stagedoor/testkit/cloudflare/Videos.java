package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The account's videos. Called under the account's lock. */
final class Videos {
    private static final Duration LONGEST_BROADCAST = Duration.ofDays(7);

    private final Ground ground;

    Videos(Ground ground) {
        this.ground = ground;
    }

    /** A new video without content; not kept before {@link #keep}. */
    ObjectNode draft(String source) {
        ObjectNode video = Store.JSON.createObjectNode();
        String now = Values.time(uniqueTime());
        video.put("uid", ground.uid())
                .put("source", source)
                .put("created", now)
                .put("modified", now)
                .put("uploaded", now);
        VideoFields.defaults(video);
        return video;
    }

    /** Lists are paged by {@code created}: two videos never share one. */
    private Instant uniqueTime() {
        Instant now = ground.now().truncatedTo(ChronoUnit.MICROS);
        return all().stream()
                .map(it -> Values.instant(it.path("created")))
                .max(Comparator.naturalOrder())
                .filter(last -> !last.isBefore(now))
                .map(last -> last.plus(1, ChronoUnit.MICROS))
                .orElse(now);
    }

    void keep(ObjectNode video) {
        ground.store().put(Shelf.VIDEOS, video.path("uid").asText(), video);
    }

    String startLive(ObjectNode input) {
        ObjectNode video = draft("live");
        String now = ground.timestamp();
        ObjectNode recording = input.withObjectProperty("recording");
        int timeout = recording.path("timeoutSeconds").asInt(0);
        video.put("startedAt", now)
                .putNull("endedAt")
                .put("timeoutSeconds", timeout == 0 ? Broadcasts.DEFAULT_TIMEOUT.toSeconds() : timeout)
                .put("liveInput", input.path("uid").asText())
                .put("requireSignedURLs", recording.path("requireSignedURLs").asBoolean())
                .put("creator", input.path("defaultCreator").asText(null));
        video.set("meta", input.path("meta").deepCopy());
        if (recording.path("allowedOrigins").isArray()) {
            video.set("allowedOrigins", recording.path("allowedOrigins").deepCopy());
        }
        if (input.path("deleteRecordingAfterDays").isNumber()) {
            Duration days =
                    Duration.ofDays(input.path("deleteRecordingAfterDays").asLong());
            video.put("scheduledDeletion", Values.time(ground.now().plus(days)));
        }
        keep(video);
        return video.path("uid").asText();
    }

    ObjectNode require(String uid) {
        return find(uid).orElseThrow(() -> Refusal.notFound("videos"));
    }

    Optional<ObjectNode> find(String uid) {
        return ground.store().find(Shelf.VIDEOS, uid);
    }

    /** In no promised order. */
    List<ObjectNode> all() {
        return ground.store().all(Shelf.VIDEOS);
    }

    List<ObjectNode> ofInput(String input) {
        return all().stream()
                .filter(it -> it.path("liveInput").asText().equals(input))
                .sorted(newestFirst())
                .toList();
    }

    static Comparator<ObjectNode> newestFirst() {
        return Comparator.<ObjectNode, Instant>comparing(it -> Values.instant(it.path("created")))
                .reversed();
    }

    VideoStatus status(ObjectNode video) {
        return VideoStatus.at(video, ground.now(), ground.encoding());
    }

    void edit(ObjectNode video, Body body) {
        ObjectNode changed = video.deepCopy();
        VideoFields.apply(body, changed, Values.instant(video.path("uploaded")));
        video.setAll(changed);
        video.put("modified", ground.timestamp());
    }

    /** The last byte has come; {@code facts} say what it is. */
    void received(ObjectNode video, String file, long size, MediaFacts facts) {
        video.put("file", file).put("size", size).put("uploaded", ground.timestamp());
        video.put("queuedAt", ground.timestamp());
        video.put("duration", facts.seconds());
        video.putObject("input").put("width", facts.width()).put("height", facts.height());
        video.put("error", fault(video, facts));
    }

    private static String fault(ObjectNode video, MediaFacts facts) {
        if (!facts.video()) {
            return "ERR_NON_VIDEO";
        }
        double seconds = facts.seconds();
        if (seconds >= 0 && seconds < 0.1) {
            return "ERR_DURATION_TOO_SHORT";
        }
        boolean limited = video.path("maxDurationSeconds").isNumber();
        return limited && seconds > video.path("maxDurationSeconds").asDouble() ? "ERR_DURATION_EXCEED_CONSTRAINT" : "";
    }

    void refuseWhileLive(ObjectNode video) {
        if (status(video).state().equals("live-inprogress")) {
            throw new Refusal(409, Refusal.STILL_LIVE, "The video is still being broadcast.");
        }
    }

    /** With its files. */
    void delete(ObjectNode video) {
        String uid = video.path("uid").asText();
        ground.store().remove(Shelf.VIDEOS, uid);
        if (video.has("file")) {
            ground.store().deleteFile(video.path("file").asText());
        }
        for (ObjectNode upload : ground.store().all(Shelf.UPLOADS)) {
            if (upload.path("video").asText().equals(uid)) {
                ground.store().remove(Shelf.UPLOADS, upload.path("id").asText());
                ground.store().deleteFile(uid + ".part");
            }
        }
    }

    /** Everything that has been received becomes ready, or fails, now. */
    void finishEncoding() {
        for (ObjectNode video : all()) {
            boolean received = video.has("queuedAt") || video.path("endedAt").isTextual();
            if (received && !status(video).isFinal()) {
                video.put("finishedAt", ground.timestamp());
            }
        }
    }

    double seconds(ObjectNode video) {
        if (!video.has("startedAt")) {
            return video.path("duration").asDouble();
        }
        if (!status(video).isFinal()) {
            return -1;
        }
        Duration length =
                Duration.between(Values.instant(video.path("startedAt")), Values.instant(video.path("endedAt")));
        return (length.compareTo(LONGEST_BROADCAST) > 0 ? LONGEST_BROADCAST : length).toMillis() / 1000.0;
    }
}
