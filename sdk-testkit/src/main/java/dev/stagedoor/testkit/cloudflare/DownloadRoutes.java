package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** {@code /stream/{uid}/downloads}, old and with a type. */
final class DownloadRoutes {
    private static final Map<String, String> FILES = Map.of("default", "default.mp4", "audio", "audio.m4a");
    private final CloudflareAccount account;

    DownloadRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on("GET", "/stream/*/downloads", call -> account.locked(() -> Answer.ok(view(call))))
                .on("POST", "/stream/*/downloads", call -> create(call, "default"))
                .on("DELETE", "/stream/*/downloads", call -> delete(call, "default"))
                .on("POST", "/stream/*/downloads/*", call -> create(call, call.variable(1)))
                .on("DELETE", "/stream/*/downloads/*", call -> delete(call, call.variable(1)));
    }

    private ObjectNode downloads(ApiCall call) {
        return account.videos().require(call.variable(0)).withObjectProperty("downloads");
    }

    private ObjectNode view(ApiCall call) {
        ObjectNode shown = Store.JSON.createObjectNode();
        downloads(call).properties().forEach(entry -> {
            double percent = account.encodedPercent(entry.getValue());
            shown.putObject(entry.getKey())
                    .put("status", percent < 100 ? "inprogress" : "ready")
                    .put(
                            "url",
                            account.ground().urls().download(call.variable(0), FILES.getOrDefault(entry.getKey(), "")))
                    .put("percentComplete", percent);
        });
        return shown;
    }

    private Answer create(ApiCall call, String type) {
        return account.locked(() -> {
            ObjectNode video = account.videos().require(call.variable(0));
            if (!FILES.containsKey(type)) {
                throw Refusal.notFound("types of download");
            }
            if (!account.videos().status(video).state().equals("ready")) {
                throw Refusal.badRequest("the video is not ready");
            }
            if (!downloads(call).has(type)) {
                downloads(call).put(type, account.ground().timestamp());
            }
            return Answer.ok(view(call));
        });
    }

    private Answer delete(ApiCall call, String type) {
        return account.locked(() -> {
            if (downloads(call).remove(type) == null) {
                throw Refusal.notFound("downloads");
            }
            return Answer.ok("");
        });
    }
}
