package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An upload by somebody without an API token.
 *
 * @param maxDurationSeconds the longest video that is taken, 1 to 36000
 * @param settings of the new video; {@code expiry} is until when the upload may begin, 30 minutes from now unless said otherwise
 */
public record DirectUploadRequest(int maxDurationSeconds, VideoSettings settings) {
    /** @throws IllegalArgumentException when the duration is out of range */
    public DirectUploadRequest {
        if (maxDurationSeconds < 1 || maxDurationSeconds > 36000) {
            throw new IllegalArgumentException("maxDurationSeconds must be 1 to 36000, was " + maxDurationSeconds);
        }
    }

    ObjectNode body() {
        ObjectNode body = Json.object().put("maxDurationSeconds", maxDurationSeconds);
        settings.expiry().ifPresent(it -> body.put("expiry", it.toString()));
        settings.writeTo(body);
        settings.writeWatermarkTo(body);
        return body;
    }
}
