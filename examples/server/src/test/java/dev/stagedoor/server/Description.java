package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The served OpenAPI description, and whether an answer agrees with it. */
final class Description {

    private static final JsonNode DOCUMENT = load();

    private Description() {}

    private static JsonNode load() {
        try (InputStream in = Description.class.getResourceAsStream("/openapi.json")) {
            return Client.JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Every operation as {@code METHOD /path}. */
    static Set<String> operations() {
        Set<String> operations = new TreeSet<>();
        DOCUMENT.path("paths")
                .fields()
                .forEachRemaining(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return operations;
    }

    static void check(Client client, String method, String path, Client.Answer answer) {
        if (!path.startsWith("/api/")) {
            return;
        }
        Optional<JsonNode> operation = operation(method, path.replaceFirst("\\?.*", ""));
        operation.ifPresent(found -> checkAnswer(found, method + " " + path, answer));
    }

    private static void checkAnswer(JsonNode operation, String what, Client.Answer answer) {
        JsonNode response = resolve(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isMissingNode())
                .as("%s answers %d, which is not described: %s", what, answer.status(), answer.text())
                .isFalse();
        Iterator<Map.Entry<String, JsonNode>> content = response.path("content").fields();
        if (content.hasNext() && answer.body() != null) {
            Map.Entry<String, JsonNode> media = content.next();
            assertThat(answer.header("Content-Type")).as(what).startsWith(media.getKey());
            List<String> complaints = new ArrayList<>();
            compare(media.getValue().path("schema"), answer.body(), what, complaints);
            assertThat(complaints).isEmpty();
        }
    }

    private static Optional<JsonNode> operation(String method, String path) {
        Iterator<Map.Entry<String, JsonNode>> paths = DOCUMENT.path("paths").fields();
        JsonNode loose = null;
        while (paths.hasNext()) {
            Map.Entry<String, JsonNode> entry = paths.next();
            JsonNode operation = entry.getValue().path(method.toLowerCase(Locale.ROOT));
            if (entry.getKey().equals(path) && !operation.isMissingNode()) {
                return Optional.of(operation);
            }
            if (path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+")) && !operation.isMissingNode()) {
                loose = operation;
            }
        }
        return Optional.ofNullable(loose);
    }

    private static JsonNode resolve(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    private static void compare(JsonNode described, JsonNode value, String where, List<String> complaints) {
        JsonNode schema = resolve(described);
        if (schema.has("anyOf")) {
            if (!value.isNull()) {
                compare(schema.path("anyOf").get(0), value, where, complaints);
            }
            return;
        }
        if (schema.has("oneOf")) {
            compareWithEach(schema.path("oneOf"), value, where, complaints);
            return;
        }
        if (!typeFits(schema.path("type"), value)) {
            complaints.add(where + " should be " + schema.path("type") + " but is " + value);
        } else if (value.isObject()) {
            compareObject(schema, value, where, complaints);
        } else if (value.isArray()) {
            value.forEach(item -> compare(schema.path("items"), item, where + "[]", complaints));
        } else if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            complaints.add(where + " should be one of " + schema.path("enum") + " but is " + value);
        }
    }

    /** One of the alternatives must fit; when none does, the complaints are those about the one that fits best. */
    private static void compareWithEach(JsonNode schemas, JsonNode value, String where, List<String> complaints) {
        List<String> fewest = List.of(where + " fits nothing that is described");
        for (JsonNode schema : schemas) {
            List<String> own = new ArrayList<>();
            compare(schema, value, where, own);
            fewest = own.size() < fewest.size() || schema == schemas.get(0) ? own : fewest;
        }
        complaints.addAll(fewest);
    }

    private static void compareObject(JsonNode schema, JsonNode value, String where, List<String> complaints) {
        JsonNode properties = schema.path("properties");
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                complaints.add(where + " lacks " + name.asText());
            }
        });
        value.fields().forEachRemaining(field -> {
            if (properties.has(field.getKey())) {
                compare(properties.path(field.getKey()), field.getValue(), where + "." + field.getKey(), complaints);
            } else if (!properties.isMissingNode()) {
                complaints.add(where + " has " + field.getKey() + ", which is not described");
            }
        });
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode item : list) {
            if (item.equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean typeFits(JsonNode type, JsonNode value) {
        if (type.isMissingNode()) {
            return true;
        }
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (typeFits(one, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }
}
