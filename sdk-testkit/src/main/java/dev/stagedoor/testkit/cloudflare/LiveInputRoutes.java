package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code /stream/live_inputs} without outputs. */
final class LiveInputRoutes {
    private static final int KEY_BYTES_MAX = 255;
    private static final Duration KEY_LIFE = Duration.ofHours(6);

    private final CloudflareAccount account;

    LiveInputRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on("POST", "/stream/live_inputs", this::create)
                .on("GET", "/stream/live_inputs", this::list)
                .on("GET", "/stream/live_inputs/*", call -> with(call, input -> {}))
                .on("PUT", "/stream/live_inputs/*", this::update)
                .on("DELETE", "/stream/live_inputs/*", this::delete)
                .on("GET", "/stream/live_inputs/*/videos", this::videos)
                .on("POST", "/stream/live_inputs/*/rotate_keys", this::rotateKeys)
                .on(
                        "POST",
                        "/stream/live_inputs/*/enable",
                        call -> with(call, input -> account.inputs().enable(input, true)))
                .on("POST", "/stream/live_inputs/*/disable", this::disable);
    }

    /** An {@code Idempotency-Key} gets the first answer again for six hours, and 409 once its input is deleted; the code of the 409 is [U]. */
    private Answer create(ApiCall call) {
        Optional<String> key = call.call().header("idempotency-key");
        if (key.isPresent() && key.get().getBytes(StandardCharsets.UTF_8).length > KEY_BYTES_MAX) {
            throw Refusal.badRequest("Idempotency-Key has at most " + KEY_BYTES_MAX + " bytes");
        }
        return account.locked(() -> key.flatMap(this::again).orElseGet(() -> {
            ObjectNode input = account.inputs().create(call.body());
            ObjectNode view = account.inputs().view(input);
            key.ifPresent(it -> remember(it, view));
            return Answer.ok(view);
        }));
    }

    private void remember(String key, ObjectNode view) {
        ObjectNode repeat =
                Store.JSON.createObjectNode().put("at", account.ground().timestamp());
        repeat.set("answer", view);
        account.ground().store().put(Shelf.REPEATS, key, repeat);
    }

    private Optional<Answer> again(String key) {
        Ground ground = account.ground();
        return ground.store()
                .find(Shelf.REPEATS, key)
                .filter(it ->
                        ground.now().isBefore(Values.instant(it.path("at")).plus(KEY_LIFE)))
                .map(it -> {
                    if (ground.store()
                            .find(Shelf.INPUTS, it.path("answer").path("uid").asText())
                            .isEmpty()) {
                        throw new Refusal(
                                409, Refusal.BAD_REQUEST, "The live input of this Idempotency-Key has been deleted.");
                    }
                    return Answer.ok(it.path("answer"));
                });
    }

    private Answer list(ApiCall call) {
        return account.locked(() -> {
            List<ObjectNode> all = account.inputs().all();
            ObjectNode result = Store.JSON.createObjectNode();
            ArrayNode list = result.putArray("liveInputs");
            for (int i = all.size() - 1; i >= 0; i--) {
                list.add(Inputs.summary(all.get(i)));
            }
            if (call.flag("include_counts")) {
                result.setAll(ApiCall.counts(all.size(), all.size()));
            }
            return Answer.ok(result);
        });
    }

    private Answer with(ApiCall call, Consumer<ObjectNode> change) {
        return account.locked(() -> {
            ObjectNode input = account.inputs().require(call.variable(0));
            change.accept(input);
            return Answer.ok(account.inputs().view(input));
        });
    }

    private Answer update(ApiCall call) {
        return with(call, input -> {
            account.inputs().update(input, call.body());
            if (!input.path("enabled").asBoolean()) {
                account.cut(input);
            }
        });
    }

    private Answer disable(ApiCall call) {
        return with(call, input -> {
            account.inputs().enable(input, false);
            account.cut(input);
        });
    }

    private Answer rotateKeys(ApiCall call) {
        return with(call, input -> {
            account.inputs().rotateKeys(input);
            account.cut(input);
        });
    }

    /** Its videos stay. */
    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            ObjectNode input = account.inputs().require(call.variable(0));
            account.cut(input);
            account.inputs().delete(input);
            return Answer.ok("");
        });
    }

    private Answer videos(ApiCall call) {
        return account.locked(() -> {
            account.inputs().require(call.variable(0));
            ArrayNode list = Store.JSON.createArrayNode();
            account.videos()
                    .ofInput(call.variable(0))
                    .forEach(it -> list.add(account.views().view(it)));
            return Answer.ok(list);
        });
    }
}
