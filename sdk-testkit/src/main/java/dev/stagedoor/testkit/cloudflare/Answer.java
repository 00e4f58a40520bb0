package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status of HTTP
 * @param headers beyond the content type
 * @param contentType of the body
 * @param body may be empty
 */
record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {
    private static final String JSON = "application/json";

    static Answer ok(JsonNode result) {
        return json(200, envelope(result));
    }

    static Answer ok(String result) {
        return ok(TextNode.valueOf(result));
    }

    static Answer ok() {
        return ok(NullNode.getInstance());
    }

    /** With fields beside the envelope's. */
    static Answer ok(JsonNode result, ObjectNode beside) {
        ObjectNode envelope = envelope(result);
        envelope.setAll(beside);
        return json(200, envelope);
    }

    /** {@code messages} is null when something went wrong, as the service does it. */
    static Answer failure(int status, int code, String message) {
        ObjectNode envelope = Store.JSON.createObjectNode().putNull("result").put("success", false);
        envelope.putArray("errors").addObject().put("code", code).put("message", message);
        return json(status, envelope.putNull("messages"));
    }

    static Answer bare(int status) {
        return new Answer(status, Map.of(), "", new byte[0]);
    }

    static Answer text(int status, String contentType, String text) {
        return new Answer(status, Map.of(), contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(int status, JsonNode body) {
        try {
            return new Answer(status, Map.of(), JSON, Store.JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a JSON tree cannot be written", impossible);
        }
    }

    Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, contentType, body);
    }

    static ObjectNode envelope(JsonNode result) {
        ObjectNode envelope = Store.JSON.createObjectNode();
        envelope.set("result", result);
        envelope.put("success", true).putArray("errors");
        envelope.putArray("messages");
        return envelope;
    }
}
