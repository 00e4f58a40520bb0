package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The account's live inputs. Called under the account's lock. */
final class Inputs {
    private static final List<String> SHORT =
            List.of("created", "deleteRecordingAfterDays", "enabled", "meta", "modified", "uid");

    private final Ground ground;

    Inputs(Ground ground) {
        this.ground = ground;
    }

    ObjectNode create(Body body) {
        ObjectNode input = Store.JSON.createObjectNode();
        String uid = ground.uid();
        input.put("uid", uid).put("created", ground.timestamp()).put("modified", ground.timestamp());
        InputFields.defaults(input);
        InputFields.apply(body, input);
        input.putNull("status");
        newKeys(input);
        ground.store().put(Shelf.INPUTS, uid, input);
        return input;
    }

    private void newKeys(ObjectNode input) {
        String uid = input.path("uid").asText();
        for (String name : List.of("streamKey", "playKey", "passphrase", "playPassphrase", "publishSecret")) {
            input.put(name, ground.uid() + "k" + uid);
        }
    }

    ObjectNode require(String uid) {
        return ground.store().find(Shelf.INPUTS, uid).orElseThrow(() -> Refusal.notFound("live inputs"));
    }

    void update(ObjectNode input, Body body) {
        ObjectNode changed = input.deepCopy();
        InputFields.apply(body, changed);
        input.setAll(changed);
        touch(input);
    }

    void enable(ObjectNode input, boolean enabled) {
        touch(input.put("enabled", enabled));
    }

    void rotateKeys(ObjectNode input) {
        newKeys(input);
        touch(input.put("keysRotatedAt", ground.timestamp()));
    }

    private void touch(ObjectNode input) {
        input.put("modified", ground.timestamp());
    }

    void delete(ObjectNode input) {
        ground.store().remove(Shelf.INPUTS, input.path("uid").asText());
    }

    List<ObjectNode> all() {
        return ground.store().all(Shelf.INPUTS);
    }

    Optional<ObjectNode> byPublishSecret(String secret) {
        return all().stream()
                .filter(it -> it.path("publishSecret").asText().equals(secret))
                .findFirst();
    }

    /** As lists show it: without credentials. */
    static ObjectNode summary(ObjectNode input) {
        ObjectNode shown = Store.JSON.createObjectNode();
        SHORT.forEach(name -> shown.set(name, input.path(name).deepCopy()));
        return shown;
    }

    /** As create, get and update show it. */
    ObjectNode view(ObjectNode input) {
        String uid = input.path("uid").asText();
        ObjectNode shown = Store.JSON.createObjectNode().put("uid", uid);
        rtmps(shown.putObject("rtmps"), input.path("streamKey"));
        rtmps(shown.putObject("rtmpsPlayback"), input.path("playKey"));
        srt(shown.putObject("srt"), uid, input.path("passphrase"));
        srt(shown.putObject("srtPlayback"), "play" + uid, input.path("playPassphrase"));
        Urls urls = ground.urls();
        shown.putObject("webRTC")
                .put("url", urls.publish(input.path("publishSecret").asText()));
        shown.putObject("webRTCPlayback").put("url", urls.play(uid));
        shown.putObject("playback").put("hls", urls.hls(uid)).put("dash", urls.dash(uid));
        for (String name :
                List.of("created", "modified", "enabled", "preferLowLatency", "meta", "status", "recording")) {
            shown.set(name, input.path(name).deepCopy());
        }
        shown.set("deleteRecordingAfterDays", input.path("deleteRecordingAfterDays"));
        for (String name : List.of("defaultCreator", "keysRotatedAt")) {
            if (input.has(name)) {
                shown.set(name, input.path(name));
            }
        }
        return shown;
    }

    private static void rtmps(ObjectNode into, JsonNode key) {
        into.put("url", "rtmps://live.cloudflare.com:443/live/").put("streamKey", key.asText());
    }

    private static void srt(ObjectNode into, String id, JsonNode passphrase) {
        into.put("url", "srt://live.cloudflare.com:778").put("streamId", id).put("passphrase", passphrase.asText());
    }

    /** The documents of its outputs. */
    static ArrayNode outputs(ObjectNode input) {
        return input.withArrayProperty("outputs");
    }
}
