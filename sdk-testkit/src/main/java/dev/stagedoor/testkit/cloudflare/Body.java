package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** A request's JSON object; what does not fit is refused with 400. */
final class Body {
    private static final int CREATOR_MAX = 64;
    private static final int DAYS_MIN = 30;
    private static final int DAYS_MAX = 1096;

    private final JsonNode node;

    Body(JsonNode node) {
        if (!node.isObject()) {
            throw Refusal.badRequest("a JSON object is expected");
        }
        this.node = node;
    }

    JsonNode node() {
        return node;
    }

    boolean has(String name) {
        return node.has(name);
    }

    Body object(String name) {
        return new Body(node.path(name));
    }

    Optional<String> text(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Refusal.badRequest(name + " must be a string");
        }
        return Optional.of(value.asText());
    }

    String requiredText(String name) {
        return text(name).filter(it -> !it.isBlank()).orElseThrow(() -> Refusal.badRequest(name + " is required"));
    }

    /** Of http or https. */
    static String url(String name, String text) {
        try {
            String scheme = URI.create(text).getScheme();
            if ("http".equals(scheme) || "https".equals(scheme)) {
                return text;
            }
        } catch (IllegalArgumentException wrong) {
            throw Refusal.badRequest(name + " is no URL");
        }
        throw Refusal.badRequest(name + " must be http or https");
    }

    double requiredNumber(String name) {
        if (!node.path(name).isNumber()) {
            throw Refusal.badRequest(name + " must be a number");
        }
        return node.path(name).asDouble();
    }

    void copyFlag(String name, ObjectNode into) {
        if (node.has(name)) {
            if (!node.path(name).isBoolean()) {
                throw Refusal.badRequest(name + " must be a boolean");
            }
            into.put(name, node.path(name).asBoolean());
        }
    }

    void copyObject(String name, ObjectNode into) {
        if (node.has(name)) {
            if (!node.path(name).isObject()) {
                throw Refusal.badRequest(name + " must be an object");
            }
            into.set(name, node.path(name).deepCopy());
        }
    }

    void copyInteger(String name, long least, long most, ObjectNode into) {
        if (node.has(name)) {
            JsonNode value = node.path(name);
            if (!value.isIntegralNumber() || value.asLong() < least || value.asLong() > most) {
                throw Refusal.badRequest(name + " must be an integer from " + least + " to " + most);
            }
            into.put(name, value.asLong());
        }
    }

    void copyFraction(String name, ObjectNode into) {
        if (node.has(name)) {
            JsonNode value = node.path(name);
            if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
                throw Refusal.badRequest(name + " must be from 0 to 1");
            }
            into.put(name, value.asDouble());
        }
    }

    void copyCreator(String name, ObjectNode into) {
        if (node.has(name)) {
            Optional<String> creator = text(name);
            if (creator.map(String::length).orElse(0) > CREATOR_MAX) {
                throw Refusal.badRequest(name + " has at most " + CREATOR_MAX + " characters");
            }
            into.put(name, creator.orElse(null));
        }
    }

    void copyOrigins(ObjectNode into) {
        String name = "allowedOrigins";
        if (node.has(name)) {
            JsonNode value = node.path(name);
            if (!value.isNull() && !value.isArray()) {
                throw Refusal.badRequest(name + " must be an array");
            }
            for (JsonNode origin : value) {
                if (!origin.isTextual() || origin.asText().contains("/")) {
                    throw Refusal.badRequest(name + " are hosts without scheme or path");
                }
            }
            into.set(name, value.deepCopy());
        }
    }

    /** {@code deleteRecordingAfterDays}: 30 to 1096 or null. */
    void copyDays(String name, ObjectNode into) {
        if (node.has(name)) {
            JsonNode value = node.path(name);
            if (value.isNull()) {
                into.putNull(name);
                return;
            }
            if (!value.isIntegralNumber() || value.asLong() < DAYS_MIN || value.asLong() > DAYS_MAX) {
                throw new Refusal(400, Refusal.RETENTION, name + " must be from " + DAYS_MIN + " to " + DAYS_MAX);
            }
            into.put(name, value.asLong());
        }
    }

    /** {@code scheduledDeletion}: 30 to 1096 days after the upload, or null. */
    void copyDeletion(Instant upload, ObjectNode into) {
        String name = "scheduledDeletion";
        if (node.has(name)) {
            Optional<Instant> time = time(name);
            time.ifPresent(at -> {
                if (at.isBefore(upload.plus(Duration.ofDays(DAYS_MIN)))
                        || at.isAfter(upload.plus(Duration.ofDays(DAYS_MAX)))) {
                    throw new Refusal(
                            400,
                            Refusal.RETENTION,
                            name + " must be " + DAYS_MIN + " to " + DAYS_MAX + " days after the upload");
                }
            });
            into.put(name, time.map(Values::time).orElse(null));
        }
    }

    Optional<Instant> time(String name) {
        return text(name).map(it -> time(name, it));
    }

    static Instant time(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw Refusal.badRequest(name + " must be a time of RFC 3339");
        }
    }
}
