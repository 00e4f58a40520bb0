package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The fields of a live input that callers set. */
final class InputFields {
    private static final Set<String> MODES = Set.of("off", "automatic");
    private static final int TIMEOUT_MAX = 86_400;

    private InputFields() {}

    static void defaults(ObjectNode input) {
        input.put("enabled", true).put("preferLowLatency", false);
        input.putObject("meta");
        input.putObject("recording")
                .put("mode", "off")
                .putNull("timeoutSeconds")
                .put("requireSignedURLs", false)
                .putNull("allowedOrigins")
                .put("hideLiveViewerCount", false);
        input.putNull("deleteRecordingAfterDays");
    }

    /** What is omitted stays. Unknown fields are ignored, also {@code deleteRecordingAfterDays} in the wrong place. */
    static void apply(Body body, ObjectNode input) {
        body.copyObject("meta", input);
        body.copyFlag("enabled", input);
        body.copyFlag("preferLowLatency", input);
        body.copyDays("deleteRecordingAfterDays", input);
        body.copyCreator("defaultCreator", input);
        if (body.has("recording")) {
            recording(body.object("recording"), input.withObjectProperty("recording"));
        }
    }

    private static void recording(Body body, ObjectNode recording) {
        body.text("mode").ifPresent(mode -> {
            if (!MODES.contains(mode)) {
                throw Refusal.badRequest("recording.mode must be off or automatic");
            }
            recording.put("mode", mode);
        });
        if (body.node().path("timeoutSeconds").isNull()
                || body.node().path("timeoutSeconds").asInt(-1) == 0) {
            recording.putNull("timeoutSeconds");
        } else {
            body.copyInteger("timeoutSeconds", 0, TIMEOUT_MAX, recording);
        }
        body.copyFlag("requireSignedURLs", recording);
        body.copyFlag("hideLiveViewerCount", recording);
        body.copyOrigins(recording);
    }
}
