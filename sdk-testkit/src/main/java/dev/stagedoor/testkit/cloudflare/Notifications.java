package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Account notifications of live inputs: where they go and which are wanted. Called under the account's lock. */
final class Notifications {
    static final String ALERT = "stream_live_notifications";
    private final Ground ground;
    private final Hooks hooks;

    Notifications(Ground ground, Hooks hooks) {
        this.ground = ground;
        this.hooks = hooks;
    }

    ObjectNode createDestination(Body body) {
        ObjectNode destination = Store.JSON
                .createObjectNode()
                .put("id", ground.uid())
                .put("name", body.requiredText("name"))
                .put("url", Body.url("url", body.requiredText("url")))
                .put("type", "generic")
                .put("created_at", ground.timestamp());
        body.text("secret").ifPresent(secret -> destination.put("secret", secret));
        return keep(Shelf.DESTINATIONS, destination);
    }

    ObjectNode createPolicy(Body body) {
        String alert = body.requiredText("alert_type");
        if (!alert.equals(ALERT)) {
            throw Refusal.badRequest("only " + ALERT + " is known here");
        }
        ObjectNode policy = Store.JSON
                .createObjectNode()
                .put("id", ground.uid())
                .put("name", body.requiredText("name"))
                .put("alert_type", alert)
                .put("enabled", body.node().path("enabled").asBoolean(true))
                .put("created", ground.timestamp())
                .put("modified", ground.timestamp());
        body.copyObject("mechanisms", policy);
        body.copyObject("filters", policy);
        return keep(Shelf.POLICIES, policy);
    }

    private ObjectNode keep(Shelf shelf, ObjectNode document) {
        String id = document.path("id").asText();
        ground.store().put(shelf, id, document);
        return Store.JSON.createObjectNode().put("id", id);
    }

    ObjectNode updateDestination(String id, Body body) {
        ObjectNode destination = ground.require(Shelf.DESTINATIONS, id);
        body.text("url").ifPresent(url -> destination.put("url", Body.url("url", url)));
        for (String name : List.of("name", "secret")) {
            body.text(name).ifPresent(value -> destination.put(name, value));
        }
        return Store.JSON.createObjectNode().put("id", id);
    }

    ObjectNode updatePolicy(String id, Body body) {
        ObjectNode policy = ground.require(Shelf.POLICIES, id);
        body.text("name").ifPresent(name -> policy.put("name", name));
        body.copyFlag("enabled", policy);
        body.copyObject("mechanisms", policy);
        body.copyObject("filters", policy);
        policy.put("modified", ground.timestamp());
        return Store.JSON.createObjectNode().put("id", id);
    }

    /** Secrets are never shown again. */
    ObjectNode show(Shelf shelf, String id) {
        ObjectNode copy = ground.require(shelf, id).deepCopy();
        copy.remove("secret");
        return copy;
    }

    ArrayNode list(Shelf shelf) {
        ArrayNode list = Store.JSON.createArrayNode();
        ground.store()
                .all(shelf)
                .forEach(it -> list.add(show(shelf, it.path("id").asText())));
        return list;
    }

    ObjectNode delete(Shelf shelf, String id) {
        ground.require(shelf, id);
        ground.store().remove(shelf, id);
        return Store.JSON.createObjectNode().put("id", id);
    }

    /** {@code event} is such as {@code live_input.connected}; {@code error} is a code of {@code live_input.errored}. */
    void raise(String input, String event, Optional<String> error) {
        for (ObjectNode policy : ground.store().all(Shelf.POLICIES)) {
            boolean wanted = policy.path("enabled").asBoolean()
                    && passes(policy.path("filters").path("input_id"), input)
                    && passes(policy.path("filters").path("event_type"), event);
            if (wanted) {
                send(policy, payload(policy, input, event, error));
            }
        }
    }

    private static boolean passes(JsonNode filter, String value) {
        if (filter.isEmpty()) {
            return true;
        }
        for (JsonNode wanted : filter) {
            if (wanted.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private void send(ObjectNode policy, ObjectNode payload) {
        for (JsonNode to : policy.path("mechanisms").path("webhooks")) {
            ground.store()
                    .find(Shelf.DESTINATIONS, to.path("id").asText())
                    .ifPresent(it -> hooks.notice(
                            it.path("url").asText(), it.path("secret").asText(), payload));
        }
    }

    private ObjectNode payload(ObjectNode policy, String input, String event, Optional<String> error) {
        ObjectNode payload = Store.JSON
                .createObjectNode()
                .put("name", policy.path("name").asText())
                .put("text", "Notification type: Stream Live Input\nInput ID: " + input + "\nEvent type: " + event)
                .put("ts", ground.now().getEpochSecond());
        ObjectNode data = payload.putObject("data")
                .put("notification_name", "Stream Live Input")
                .put("input_id", input)
                .put("event_type", event)
                .put("updated_at", ground.timestamp());
        error.ifPresent(code -> {
            ObjectNode errored = data.putObject("live_input_errored");
            errored.putObject("error").put("code", code).put("message", code);
            errored.put("video_codec", "").put("audio_codec", "");
        });
        return payload;
    }
}
