package dev.stagedoor.tokens.http;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.stagedoor.core.tokens.Tokens;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;

/** Strict reading of answers, and writing of requests whose fields stand where the API wants them. */
final class Json {
    private static final int DEEPEST = 50;
    private static final int LONGEST_TEXT = 500;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Empty when the bytes are not one JSON object or array. */
    static Optional<JsonNode> read(byte[] bytes) {
        try {
            JsonNode node = MAPPER.readTree(bytes);
            return node != null && node.isContainerNode() ? Optional.of(node) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    static byte[] write(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (IOException cannotHappen) {
            throw new IllegalStateException("a tree of plain values can be written", cannotHappen);
        }
    }

    static void put(ObjectNode root, JsonPointer at, JsonNode value) {
        ObjectNode parent = root.withObject(at.head());
        parent.set(at.last().getMatchingProperty(), value);
    }

    static boolean has(JsonNode root, JsonPointer at) {
        JsonNode node = root.at(at);
        return !node.isMissingNode() && !node.isNull();
    }

    /** A whole amount from 0 to {@link Tokens#MAX}; {@code 80.0} is whole. */
    static Optional<Tokens> tokens(JsonNode root, JsonPointer at) {
        return amount(root.at(at), false);
    }

    /** The same whatever its sign, for APIs that write what leaves a wallet with a minus. */
    static Optional<Tokens> unsigned(JsonNode root, JsonPointer at) {
        return amount(root.at(at), true);
    }

    private static Optional<Tokens> amount(JsonNode node, boolean anySign) {
        if (!node.isNumber()) {
            return Optional.empty();
        }
        BigDecimal number = anySign ? node.decimalValue().abs() : node.decimalValue();
        try {
            long whole = number.signum() == 0 ? 0 : number.longValueExact();
            return whole < 0 || whole > Tokens.MAX ? Optional.empty() : Optional.of(Tokens.of(whole));
        } catch (ArithmeticException fractionalOrHuge) {
            return Optional.empty();
        }
    }

    /** Text, or a whole number as text; without control characters, at most {@code longest} characters. */
    static Optional<String> name(JsonNode root, JsonPointer at, int longest) {
        JsonNode node = root.at(at);
        if (!node.isTextual() && !node.isIntegralNumber()) {
            return Optional.empty();
        }
        String text = node.asText();
        boolean fine =
                !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
        return fine ? Optional.of(text) : Optional.empty();
    }

    /** A sentence for people, cut to {@value #LONGEST_TEXT} characters, without control characters. */
    static Optional<String> sentence(JsonNode root, JsonPointer at) {
        JsonNode node = root.at(at);
        if (!node.isTextual() || node.asText().isBlank()) {
            return Optional.empty();
        }
        String text = node.asText().replaceAll("\\p{Cntrl}+", " ").strip();
        return Optional.of(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
    }
}
