package dev.stagedoor.testkit.cloudflare;

import java.net.URI;
import java.util.Map;

/**
 * One attempt to deliver a webhook or a notification.
 *
 * @param url where to
 * @param headers as sent: {@code Webhook-Signature}, or {@code cf-webhook-auth}
 * @param body the raw text that was signed
 * @param status what the receiver answered, or 0 when it gave no answer
 */
public record Delivery(URI url, Map<String, String> headers, String body, int status) {
    /** Copies the headers. */
    public Delivery {
        headers = Map.copyOf(headers);
    }

    /** Without headers and body. */
    @Override
    public String toString() {
        return "Delivery[to " + url.getHost() + ", " + body.length() + " characters, status " + status + "]";
    }
}
