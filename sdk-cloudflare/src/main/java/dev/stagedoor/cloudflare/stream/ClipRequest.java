package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A part of a video that is to be a video of its own.
 *
 * @param video the uid of the whole
 * @param startSeconds where it begins, 0 or more
 * @param endSeconds where it ends, more than that
 * @param settings of the new video; a scheduled deletion is not inherited
 */
public record ClipRequest(String video, int startSeconds, int endSeconds, VideoSettings settings) {
    /** @throws IllegalArgumentException when it would be empty */
    public ClipRequest {
        Segments.id("video", video);
        if (startSeconds < 0 || endSeconds <= startSeconds) {
            throw new IllegalArgumentException(
                    "a clip must start at 0 or later and end after that, was " + startSeconds + " to " + endSeconds);
        }
    }

    ObjectNode body() {
        ObjectNode body = Json.object()
                .put("clippedFromVideoUID", video)
                .put("startTimeSeconds", startSeconds)
                .put("endTimeSeconds", endSeconds);
        settings.maxDurationSeconds().ifPresent(it -> body.put("maxDurationSeconds", it));
        settings.writeTo(body);
        settings.writeWatermarkTo(body);
        return body;
    }
}
