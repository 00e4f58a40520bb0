package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads the body of a webhook for videos: a video without an envelope. */
public final class WebhookPayload {
    private WebhookPayload() {}

    /**
     * @param rawBody of a delivery whose {@link WebhookSignature} is genuine
     * @return the video as it was then; deliveries may come twice and out of order, so ask the API before anything is concluded from its state. Empty when it is no video
     */
    public static Optional<Video> parse(byte[] rawBody) {
        return Json.read(rawBody)
                .filter(JsonNode::isObject)
                .map(Fields::of)
                .filter(it -> it.text("uid").isPresent())
                .map(VideoReader::read);
    }
}
