package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call on its way to its handler.
 *
 * @param call as it came
 * @param variables what stands for the stars of its route
 * @param stream the body, unless the call has it as text
 */
record ApiCall(Call call, List<String> variables, InputStream stream) {
    String variable(int index) {
        return variables.get(index);
    }

    String header(String name) {
        return call.header(name).orElse("");
    }

    /** Of an absent body: an empty object. */
    Body body() {
        if (call.body().isBlank()) {
            return new Body(Store.JSON.createObjectNode());
        }
        try {
            return new Body(Store.JSON.readTree(call.body()));
        } catch (JsonProcessingException wrong) {
            throw Refusal.badRequest("the body is no JSON");
        }
    }

    Optional<String> query(String name) {
        return Optional.ofNullable(queries().get(name));
    }

    boolean flag(String name) {
        return query(name).filter("true"::equalsIgnoreCase).isPresent();
    }

    private Map<String, String> queries() {
        Map<String, String> found = new LinkedHashMap<>();
        int mark = call.path().indexOf('?');
        if (mark >= 0) {
            for (String pair : call.path().substring(mark + 1).split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                found.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return found;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest("the query is not well encoded");
        }
    }

    /** {@code range} and {@code total} of the lists that can count. */
    static ObjectNode counts(int range, int total) {
        return Store.JSON.createObjectNode().put("range", range).put("total", total);
    }
}
