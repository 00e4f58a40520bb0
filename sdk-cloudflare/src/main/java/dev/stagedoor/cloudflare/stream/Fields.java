package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of an object as the service really sends them: any may be absent or null, numbers and truths may be strings, and some have two names, of
 * which the first that is there counts. What cannot be understood counts as absent.
 */
final class Fields {
    private static final Fields NONE = new Fields(Json.object());

    private final JsonNode node;

    private Fields(JsonNode node) {
        this.node = node;
    }

    static Fields of(JsonNode node) {
        return node.isObject() ? new Fields(node) : NONE;
    }

    static Fields none() {
        return NONE;
    }

    private @Nullable JsonNode find(String... names) {
        for (String name : names) {
            JsonNode value = node.get(name);
            if (value != null && !value.isNull()) {
                return value;
            }
        }
        return null;
    }

    Optional<JsonNode> node(String... names) {
        return Optional.ofNullable(find(names));
    }

    Optional<Fields> object(String... names) {
        JsonNode value = find(names);
        return value != null && value.isObject() ? Optional.of(new Fields(value)) : Optional.empty();
    }

    /** {@return the words; an empty text counts as absent} */
    Optional<String> text(String... names) {
        JsonNode value = find(names);
        if (value == null || !value.isValueNode()) {
            return Optional.empty();
        }
        String text = value.asText();
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    boolean truth(boolean otherwise, String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        String word = value.asText().toLowerCase(Locale.ROOT);
        return word.equals("true") || !word.equals("false") && otherwise;
    }

    OptionalDouble number(String... names) {
        JsonNode value = find(names);
        if (value == null || !value.isValueNode()) {
            return OptionalDouble.empty();
        }
        try {
            double number = value.isNumber()
                    ? value.doubleValue()
                    : Double.parseDouble(value.asText().strip());
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException none) {
            return OptionalDouble.empty();
        }
    }

    OptionalLong whole(String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return OptionalLong.of(value.longValue());
        }
        OptionalDouble number = number(names);
        boolean fits = number.isPresent() && Math.abs(number.getAsDouble()) <= 1L << 53;
        return fits ? OptionalLong.of((long) number.getAsDouble()) : OptionalLong.empty();
    }

    OptionalInt count(String... names) {
        OptionalLong whole = whole(names);
        boolean fits = whole.isPresent() && whole.getAsLong() == (int) whole.getAsLong();
        return fits ? OptionalInt.of((int) whole.getAsLong()) : OptionalInt.empty();
    }

    /** {@return the time, RFC 3339 with any fraction and offset} */
    Optional<Instant> time(String... names) {
        return text(names).flatMap(Times::read);
    }

    Optional<URI> address(String... names) {
        return text(names).flatMap(Fields::address);
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** {@return the words of an array, or of one word alone} */
    List<String> texts(String... names) {
        JsonNode value = find(names);
        if (value == null) {
            return List.of();
        }
        if (value.isTextual()) {
            return List.of(value.asText());
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            if (item.isValueNode() && !item.isNull()) {
                texts.add(item.asText());
            }
        }
        return List.copyOf(texts);
    }

    /** {@return the entries of an object as words; what is no word stands as JSON} */
    Map<String, String> map(String... names) {
        Map<String, String> map = new LinkedHashMap<>();
        object(names)
                .ifPresent(object -> object.node.properties().forEach(entry -> {
                    JsonNode value = entry.getValue();
                    if (!value.isNull()) {
                        map.put(entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
                    }
                }));
        return Collections.unmodifiableMap(map);
    }

    <T> List<T> list(Function<Fields, T> item, String... names) {
        return node(names).map(value -> list(value, item)).orElse(List.of());
    }

    /** {@return the objects of an array} */
    static <T> List<T> list(JsonNode array, Function<Fields, T> item) {
        List<T> list = new ArrayList<>();
        array.forEach(node -> {
            if (node.isObject()) {
                list.add(item.apply(new Fields(node)));
            }
        });
        return List.copyOf(list);
    }
}
