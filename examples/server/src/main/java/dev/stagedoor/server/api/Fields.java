package dev.stagedoor.server.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.core.Violation;
import dev.stagedoor.server.http.FieldError;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the fields of a JSON body and collects what is wrong with them, so that one answer tells everything. */
final class Fields {

    private final JsonNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private Fields(JsonNode body) {
        this.body = body;
    }

    static Fields of(Context ctx) {
        return new Fields(Json.object(ctx));
    }

    static Problem problem(List<Violation> violations) {
        return Problem.validation(violations.stream()
                .map(violation -> new FieldError(violation.field(), violation.message()))
                .toList());
    }

    boolean has(String name) {
        return body.has(name);
    }

    boolean isNull(String name) {
        return body.path(name).isNull();
    }

    Optional<String> text(String name) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            wrong(name, "Enter text.");
            return Optional.empty();
        }
        if (node.textValue().indexOf('\0') >= 0) {
            wrong(name, "Enter characters that a keyboard can type.");
            return Optional.empty();
        }
        return Optional.of(node.textValue());
    }

    String requireText(String name, String message) {
        Optional<String> text = text(name);
        if (text.isEmpty() && !isWrong(name)) {
            wrong(name, message);
        }
        return text.orElse("");
    }

    OptionalLong whole(String name, long least, long most, String message) {
        JsonNode node = body.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return OptionalLong.empty();
        }
        if (!node.isIntegralNumber()
                || !node.canConvertToLong()
                || node.longValue() < least
                || node.longValue() > most) {
            wrong(name, message);
            return OptionalLong.empty();
        }
        return OptionalLong.of(node.longValue());
    }

    long requireWhole(String name, long least, long most, String message) {
        OptionalLong number = whole(name, least, most, message);
        if (number.isEmpty() && !isWrong(name)) {
            wrong(name, message);
        }
        return number.orElse(least);
    }

    Optional<Instant> instant(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeParseException notRfc3339) {
                wrong(name, "Enter a date and time with zone such as 2026-11-22T18:00:00Z.");
                return Optional.empty();
            }
        });
    }

    Instant requireInstant(String name) {
        Optional<Instant> instant = instant(name);
        if (instant.isEmpty() && !isWrong(name)) {
            wrong(name, "Enter when the class starts, such as 2026-11-22T18:00:00Z.");
        }
        return instant.orElse(Instant.EPOCH);
    }

    Optional<ZoneId> zone(String name) {
        return text(name).flatMap(text -> {
            try {
                return Optional.of(ZoneId.of(text));
            } catch (DateTimeException unknown) {
                wrong(name, "Choose a time zone such as Europe/Berlin.");
                return Optional.empty();
            }
        });
    }

    ZoneId requireZone(String name) {
        Optional<ZoneId> zone = zone(name);
        if (zone.isEmpty() && !isWrong(name)) {
            wrong(name, "Choose a time zone such as Europe/Berlin.");
        }
        return zone.orElse(ZoneId.of("UTC"));
    }

    void requireObjectIfPresent(String name) {
        JsonNode node = body.path(name);
        if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
            wrong(name, "Send a JSON object.");
        }
    }

    void wrong(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Throws if anything was wrong. */
    void check() {
        if (!errors.isEmpty()) {
            throw Problem.validation(errors);
        }
    }

    private boolean isWrong(String name) {
        return errors.stream().anyMatch(error -> error.field().equals(name));
    }
}
