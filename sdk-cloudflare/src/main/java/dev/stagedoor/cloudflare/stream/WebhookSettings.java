package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The one webhook of an account for videos. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class WebhookSettings {
    private final Api api;

    WebhookSettings(Api api) {
        this.api = api;
    }

    /**
     * Sets where to. Replaces the former address; another address gets another secret.
     *
     * @param notificationUrl http or https, reachable from the Internet
     * @return it, with its secret
     */
    public WebhookSubscription set(URI notificationUrl) {
        String scheme = notificationUrl.getScheme() == null
                ? ""
                : notificationUrl.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("notificationUrl must be http or https");
        }
        Call call = api.stream("PUT", "webhook");
        Fields fields = api.object(Api.json(call, Json.object().put("notificationUrl", notificationUrl.toString())));
        return read(fields).orElseThrow(() -> api.unreadable(call, "the answer names no address"));
    }

    /** {@return where to; empty when no webhook is set} */
    public Optional<WebhookSubscription> find() {
        return Gone.asEmpty(() -> api.resultOrNothing(api.stream("GET", "webhook")))
                .flatMap(result -> read(Fields.of(result)));
    }

    /** {@return whether one was set} */
    public boolean delete() {
        return Gone.asFalse(() -> api.done(api.stream("DELETE", "webhook")));
    }

    private static Optional<WebhookSubscription> read(Fields fields) {
        return fields.address("notificationUrl", "notification_url")
                .map(url -> new WebhookSubscription(url, fields.text("secret"), fields.time("modified")));
    }
}
