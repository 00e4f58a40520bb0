package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Broadcasts by RTMPS, which are recorded, unlike those by WHIP. Called under the account's lock. */
final class Broadcasts {
    /** The platform's default is not published. [U] */
    static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

    private final Ground ground;
    private final Videos videos;

    Broadcasts(Ground ground, Videos videos) {
        this.ground = ground;
        this.videos = videos;
    }

    /** An encoder connects: within the time-out the same video goes on, after it a new one begins. */
    String begin(ObjectNode input) {
        if (!input.path("enabled").asBoolean()) {
            throw new IllegalStateException("the live input is disabled");
        }
        if (!input.path("recording").path("mode").asText().equals("automatic")) {
            throw new IllegalStateException("recording.mode is off: the broadcast makes no video");
        }
        String video = current(input)
                .map(it -> it.path("uid").asText())
                .map(this::resume)
                .orElseGet(() -> videos.startLive(input));
        input.put("broadcast", video);
        status(input, "connected", "connected");
        return video;
    }

    private String resume(String video) {
        videos.require(video).putNull("endedAt");
        return video;
    }

    /** The encoder goes away. */
    void end(ObjectNode input) {
        current(input)
                .filter(it -> it.path("endedAt").isNull())
                .ifPresentOrElse(
                        it -> {
                            it.put("endedAt", ground.timestamp());
                            status(input, "disconnected", "client_disconnect");
                        },
                        () -> {
                            throw new IllegalStateException("nobody broadcasts to this live input");
                        });
    }

    /** The service itself ends it: disabled, deleted, keys rotated. */
    boolean cut(ObjectNode input) {
        Optional<ObjectNode> current = current(input);
        current.ifPresent(it -> {
            it.put("timeoutSeconds", 0);
            if (it.path("endedAt").isNull()) {
                it.put("endedAt", ground.timestamp());
            }
        });
        if (current.isPresent()) {
            status(input, "disconnected", "client_disconnect");
        }
        return current.isPresent();
    }

    /** The video of the broadcast that is on, or inside its time-out. */
    Optional<ObjectNode> current(ObjectNode input) {
        Instant now = ground.now();
        return ground.store()
                .find(Shelf.VIDEOS, input.path("broadcast").asText())
                .filter(it -> !it.has("finishedAt"))
                .filter(it -> it.path("endedAt").isNull() || now.isBefore(VideoStatus.broadcastOver(it)));
    }

    private void status(ObjectNode input, String state, String reason) {
        ObjectNode before = input.path("status") instanceof ObjectNode object ? object : Store.JSON.createObjectNode();
        ObjectNode after = Store.JSON.createObjectNode();
        after.putObject("current")
                .put("ingestProtocol", "rtmp")
                .put("reason", reason)
                .put("state", state)
                .put("statusEnteredAt", ground.timestamp())
                .put("statusLastSeen", ground.timestamp());
        after.set("history", before.withArrayProperty("history"));
        if (before.has("current")) {
            after.withArrayProperty("history").insert(0, before.path("current"));
        }
        input.set("status", after);
    }
}
