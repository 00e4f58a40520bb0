package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Videos as the service shows them. Called under the account's lock. */
final class VideoViews {
    private static final List<String> COPIED = List.of(
            "creator",
            "thumbnailTimestampPct",
            "meta",
            "publicDetails",
            "created",
            "modified",
            "uploaded",
            "uploadExpiry",
            "scheduledDeletion",
            "requireSignedURLs",
            "allowedOrigins",
            "maxSizeBytes",
            "maxDurationSeconds",
            "liveInput",
            "clippedFrom",
            "watermark");

    private final Ground ground;
    private final Videos videos;

    VideoViews(Ground ground, Videos videos) {
        this.ground = ground;
        this.videos = videos;
    }

    /** Preview and thumbnail are missing until something plays. */
    ObjectNode view(ObjectNode video) {
        VideoStatus status = videos.status(video);
        String uid = video.path("uid").asText();
        ObjectNode shown = Store.JSON.createObjectNode().put("uid", uid);
        if (status.playable()) {
            shown.put("thumbnail", ground.urls().thumbnail(uid));
            shown.put("preview", ground.urls().watch(uid));
        }
        shown.put("readyToStream", status.playable());
        shown.put(
                "readyToStreamAt",
                status.playable() ? status.since().map(Values::time).orElse(null) : null);
        shown.set("status", status.json());
        for (String name : COPIED) {
            if (video.has(name)) {
                shown.set(name, video.path(name).deepCopy());
            }
        }
        shown.put("size", video.path("size").asLong());
        boolean known = status.playable() || status.state().equals("error");
        double seconds = known ? videos.seconds(video) : -1;
        shown.set("duration", seconds < 0 ? IntNode.valueOf(-1) : DoubleNode.valueOf(seconds));
        shown.set("input", known ? video.path("input").deepCopy() : unknownSize());
        shown.putObject("playback")
                .put("hls", ground.urls().hls(uid))
                .put("dash", ground.urls().dash(uid));
        return shown;
    }

    private static ObjectNode unknownSize() {
        return Store.JSON.createObjectNode().put("width", -1).put("height", -1);
    }
}
