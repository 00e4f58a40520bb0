package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** {@code /stream/{uid}/audio}: additional tracks are listed, not heard. */
final class AudioRoutes {
    private final CloudflareAccount account;

    AudioRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on("GET", "/stream/*/audio", this::list)
                .on("POST", "/stream/*/audio", this::upload)
                .on("POST", "/stream/*/audio/copy", this::copy)
                .on("PATCH", "/stream/*/audio/*", this::edit)
                .on("DELETE", "/stream/*/audio/*", this::delete);
    }

    private ArrayNode tracks(ApiCall call) {
        return account.videos().require(call.variable(0)).withArrayProperty("audio");
    }

    private Answer list(ApiCall call) {
        return account.locked(() -> {
            ObjectNode result = Store.JSON.createObjectNode();
            ArrayNode list = result.putArray("audio");
            tracks(call).forEach(it -> list.add(view(it)));
            return Answer.ok(result);
        });
    }

    private ObjectNode view(JsonNode track) {
        ObjectNode shown = track.deepCopy();
        return shown.put("status", account.encodedSince(shown.remove("since")) ? "ready" : "queued");
    }

    private Answer add(ApiCall call, String label) {
        if (label.isBlank()) {
            throw Refusal.badRequest("label is required");
        }
        return account.locked(() -> {
            ArrayNode tracks = tracks(call);
            for (JsonNode track : tracks) {
                if (track.path("label").asText().equals(label)) {
                    throw Refusal.badRequest("another track has this label");
                }
            }
            ObjectNode track = tracks.addObject()
                    .put("uid", account.ground().uid())
                    .put("label", label)
                    .put("default", false)
                    .put("since", account.ground().timestamp());
            return Answer.ok(view(track));
        });
    }

    private Answer copy(ApiCall call) {
        Origin.check(call.body().requiredText("url"));
        return add(call, call.body().requiredText("label"));
    }

    private Answer upload(ApiCall call) throws IOException {
        StringBuilder label = new StringBuilder();
        boolean[] file = {false};
        Multipart.read(call.stream(), call.header("content-type"), (name, content) -> {
            if (name.equals("label")) {
                label.append(new String(content.readNBytes(256), StandardCharsets.UTF_8));
            } else if (name.equals("file")) {
                file[0] = content.transferTo(OutputStream.nullOutputStream()) > 0;
            }
        });
        if (!file[0]) {
            throw Refusal.badRequest("there is no part named file");
        }
        return add(call, label.toString());
    }

    private Answer edit(ApiCall call) {
        return account.locked(() -> {
            ArrayNode tracks = tracks(call);
            ObjectNode track = (ObjectNode) tracks.get(index(tracks, call.variable(1)));
            call.body().text("label").ifPresent(label -> track.put("label", label));
            if (call.body().node().path("default").asBoolean()) {
                tracks.forEach(it -> ((ObjectNode) it).put("default", false));
            }
            call.body().copyFlag("default", track);
            return Answer.ok(view(track));
        });
    }

    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            ArrayNode tracks = tracks(call);
            int index = index(tracks, call.variable(1));
            if (tracks.get(index).path("default").asBoolean()) {
                throw Refusal.badRequest("the default track cannot be deleted");
            }
            tracks.remove(index);
            return Answer.ok("");
        });
    }

    private static int index(ArrayNode tracks, String uid) {
        for (int i = 0; i < tracks.size(); i++) {
            if (tracks.get(i).path("uid").asText().equals(uid)) {
                return i;
            }
        }
        throw Refusal.notFound("audio tracks");
    }
}
