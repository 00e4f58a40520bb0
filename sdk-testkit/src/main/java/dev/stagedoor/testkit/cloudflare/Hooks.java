package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The account's video webhook, and everything that waits to be delivered. Called under the account's lock. */
final class Hooks {
    /** After each failure, until it is given up. The service's own schedule is not published. [U] */
    static final List<Duration> RETRIES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofMinutes(5));

    private static final String WEBHOOK = "webhook";
    private final Ground ground;

    Hooks(Ground ground) {
        this.ground = ground;
    }

    /** A new address gets a new secret. */
    ObjectNode set(Body body) {
        String url = body.text("notificationUrl")
                .or(() -> body.text("notification_url"))
                .map(it -> Body.url("notificationUrl", it))
                .orElseThrow(() -> Refusal.badRequest("notificationUrl is required"));
        ObjectNode former = ground.store().find(Shelf.SETTINGS, WEBHOOK).orElseGet(Store.JSON::createObjectNode);
        boolean same = former.path("notificationUrl").asText().equals(url);
        String secret = same ? former.path("secret").asText() : ground.uid() + ground.uid();
        ground.store()
                .put(
                        Shelf.SETTINGS,
                        WEBHOOK,
                        Store.JSON
                                .createObjectNode()
                                .put("notificationUrl", url)
                                .put("notification_url", url)
                                .put("modified", ground.timestamp())
                                .put("secret", secret));
        return get();
    }

    ObjectNode get() {
        return ground.require(Shelf.SETTINGS, WEBHOOK).deepCopy();
    }

    void delete() {
        ground.store().remove(Shelf.SETTINGS, WEBHOOK);
    }

    /** A video has become ready or has failed. */
    void announce(JsonNode video) {
        ground.store()
                .find(Shelf.SETTINGS, WEBHOOK)
                .ifPresent(webhook -> enqueue(
                        webhook.path("notificationUrl").asText(),
                        "signature",
                        webhook.path("secret").asText(),
                        video.toString()));
    }

    /** With a secret that is sent as it is. */
    void notice(String url, String secret, JsonNode body) {
        enqueue(url, "auth", secret, body.toString());
    }

    private void enqueue(String url, String kind, String secret, String body) {
        String id = ground.uid();
        ObjectNode delivery = Store.JSON
                .createObjectNode()
                .put("id", id)
                .put("url", url)
                .put("kind", kind)
                .put("secret", secret)
                .put("body", body)
                .put("failures", 0)
                .put("due", ground.timestamp());
        ground.store().put(Shelf.DELIVERIES, id, delivery);
    }

    Optional<ObjectNode> nextDue() {
        Instant now = ground.now();
        return ground.store().all(Shelf.DELIVERIES).stream()
                .filter(it -> !Values.instant(it.path("due")).isAfter(now))
                .findFirst()
                .map(ObjectNode::deepCopy);
    }

    void delivered(String id) {
        ground.store().remove(Shelf.DELIVERIES, id);
    }

    void failed(String id) {
        ground.store().find(Shelf.DELIVERIES, id).ifPresent(it -> {
            int failures = it.path("failures").asInt();
            if (failures >= RETRIES.size()) {
                ground.store().remove(Shelf.DELIVERIES, id);
                return;
            }
            it.put("failures", failures + 1);
            it.put("due", Values.time(ground.now().plus(RETRIES.get(failures))));
        });
    }
}
