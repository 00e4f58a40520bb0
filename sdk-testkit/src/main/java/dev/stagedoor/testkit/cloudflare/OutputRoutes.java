package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code /stream/live_inputs/{uid}/outputs}: kept, but nothing is ever sent to them. */
final class OutputRoutes {
    private static final int MOST = 50;
    private final CloudflareAccount account;

    OutputRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on("POST", "/stream/live_inputs/*/outputs", this::create)
                .on(
                        "GET",
                        "/stream/live_inputs/*/outputs",
                        call -> account.locked(() -> Answer.ok(outputs(call).deepCopy())))
                .on("PUT", "/stream/live_inputs/*/outputs/*", this::update)
                .on("DELETE", "/stream/live_inputs/*/outputs/*", this::delete);
    }

    private ArrayNode outputs(ApiCall call) {
        return Inputs.outputs(account.inputs().require(call.variable(0)));
    }

    private Answer create(ApiCall call) {
        return account.locked(() -> {
            ArrayNode outputs = outputs(call);
            Body body = call.body();
            String url = body.requiredText("url");
            if (!url.startsWith("rtmp://") && !url.startsWith("rtmps://") && !url.startsWith("srt://")) {
                throw Refusal.badRequest("url must be rtmp, rtmps or srt");
            }
            if (outputs.size() >= MOST) {
                throw Refusal.badRequest("a live input has at most " + MOST + " outputs");
            }
            ObjectNode output = Store.JSON
                    .createObjectNode()
                    .put("uid", account.ground().uid())
                    .put("url", url)
                    .put("streamKey", body.requiredText("streamKey"))
                    .put("enabled", true);
            body.copyFlag("enabled", output);
            outputs.add(output);
            return Answer.ok(output.deepCopy());
        });
    }

    private Answer update(ApiCall call) {
        return account.locked(() -> {
            ArrayNode outputs = outputs(call);
            ObjectNode output = (ObjectNode) outputs.get(index(outputs, call.variable(1)));
            if (!call.body().has("enabled")) {
                throw Refusal.badRequest("enabled is required");
            }
            call.body().copyFlag("enabled", output);
            return Answer.ok(output.deepCopy());
        });
    }

    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            ArrayNode outputs = outputs(call);
            outputs.remove(index(outputs, call.variable(1)));
            return Answer.ok("");
        });
    }

    private static int index(ArrayNode outputs, String uid) {
        for (int i = 0; i < outputs.size(); i++) {
            if (outputs.get(i).path("uid").asText().equals(uid)) {
                return i;
            }
        }
        throw Refusal.notFound("outputs");
    }
}
