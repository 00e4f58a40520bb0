package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The fields of a video that callers set. */
final class VideoFields {
    static final int DURATION_MAX = 36_000;

    private VideoFields() {}

    static void defaults(ObjectNode video) {
        video.putNull("creator");
        video.putObject("meta");
        video.putObject("publicDetails")
                .putNull("title")
                .putNull("share_link")
                .putNull("channel_link")
                .putNull("logo")
                .putNull("media_id");
        video.put("requireSignedURLs", false)
                .put("thumbnailTimestampPct", 0)
                .putNull("scheduledDeletion")
                .putNull("uploadExpiry")
                .putNull("maxSizeBytes")
                .putNull("maxDurationSeconds")
                .putNull("liveInput")
                .putNull("clippedFrom")
                .putNull("watermark")
                .put("size", 0)
                .put("duration", -1)
                .put("error", "");
        video.putArray("allowedOrigins");
        video.putObject("input").put("width", -1).put("height", -1);
    }

    /** What is omitted stays. */
    static void apply(Body body, ObjectNode video, Instant upload) {
        body.copyCreator("creator", video);
        body.copyObject("meta", video);
        if (body.has("publicDetails")) {
            video.withObjectProperty("publicDetails")
                    .setAll((ObjectNode) body.object("publicDetails").node());
        }
        body.copyFlag("requireSignedURLs", video);
        body.copyOrigins(video);
        body.copyFraction("thumbnailTimestampPct", video);
        body.copyDeletion(upload, video);
        body.copyInteger("maxDurationSeconds", 1, DURATION_MAX, video);
        body.time("uploadExpiry").ifPresent(at -> video.put("uploadExpiry", Values.time(at)));
        body.text("name").ifPresent(name -> video.withObjectProperty("meta").put("name", name));
    }
}
