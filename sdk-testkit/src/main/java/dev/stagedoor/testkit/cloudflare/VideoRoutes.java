package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** {@code /stream}: list, get, edit, delete, embed, tokens, storage. */
final class VideoRoutes {
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);
    private static final Duration TOKEN_MAX = Duration.ofHours(24);
    private static final int RULES_MAX = 5;

    private final CloudflareAccount account;
    private final StorageLimit storage;

    VideoRoutes(CloudflareAccount account, StorageLimit storage) {
        this.account = account;
        this.storage = storage;
    }

    void addTo(Router router) {
        router.on("GET", "/stream", call -> account.locked(() -> new VideoList(account, call).answer()))
                .on(
                        "GET",
                        "/stream/storage-usage",
                        call -> account.locked(() -> Answer.ok(storage.usage(call.query("creator")))))
                .on(
                        "GET",
                        "/stream/*",
                        call -> account.locked(() ->
                                Answer.ok(account.views().view(account.videos().require(call.variable(0))))))
                .on("POST", "/stream/*", this::edit)
                .on("DELETE", "/stream/*", this::delete)
                .on("GET", "/stream/*/embed", this::embed)
                .on("POST", "/stream/*/token", this::token);
    }

    private Answer edit(ApiCall call) {
        return account.locked(() -> {
            ObjectNode video = account.videos().require(call.variable(0));
            account.videos().edit(video, call.body());
            return Answer.ok(account.views().view(video));
        });
    }

    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            ObjectNode video = account.videos().require(call.variable(0));
            account.videos().refuseWhileLive(video);
            account.videos().delete(video);
            return Answer.bare(200);
        });
    }

    private Answer embed(ApiCall call) {
        return account.locked(() -> {
            account.videos().require(call.variable(0));
            String frame = account.ground().urls().iframe(call.variable(0));
            return Answer.text(
                    200,
                    "text/html",
                    "<iframe src=\"" + frame + "\" style=\"border: none\" allowfullscreen=\"true\"></iframe>\n");
        });
    }

    /** Never opens live WebRTC; who asks for an input's uid gets 404, as it is no video. [U] */
    private Answer token(ApiCall call) {
        return account.locked(() -> {
            account.videos().require(call.variable(0));
            Body body = call.body();
            ObjectNode claims = claims(call.variable(0), body);
            if (body.has("id") != body.has("pem")) {
                throw Refusal.badRequest("id and pem come together");
            }
            String token = body.has("id")
                    ? account.keys().sign(claims, body.requiredText("id"), body.requiredText("pem"))
                    : account.keys().sign(claims);
            return Answer.ok(Store.JSON.createObjectNode().put("token", token));
        });
    }

    private ObjectNode claims(String uid, Body body) {
        Instant now = account.ground().now();
        ObjectNode claims = Store.JSON
                .createObjectNode()
                .put("sub", uid)
                .put("exp", now.plus(TOKEN_LIFE).getEpochSecond())
                .put("nbf", now.minus(TOKEN_LIFE).getEpochSecond());
        body.copyInteger("exp", 0, now.plus(TOKEN_MAX).getEpochSecond(), claims);
        body.copyInteger("nbf", 0, Long.MAX_VALUE, claims);
        body.copyFlag("downloadable", claims);
        body.copyObject("flags", claims);
        if (body.has("accessRules")) {
            if (!body.node().path("accessRules").isArray()
                    || body.node().path("accessRules").size() > RULES_MAX) {
                throw Refusal.badRequest("accessRules has at most " + RULES_MAX + " items");
            }
            claims.set("accessRules", body.node().path("accessRules").deepCopy());
        }
        return claims;
    }
}
