package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Identifiers and times as the service writes them. */
final class Values {
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Values() {}

    /** 32 lower-case hex digits. */
    static String uid(RandomGenerator random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String time(Instant instant) {
        return MICROSECONDS.format(instant);
    }

    static Instant instant(JsonNode time) {
        return Instant.parse(time.asText());
    }

    static Optional<Instant> optionalInstant(JsonNode time) {
        return time.isTextual() ? Optional.of(instant(time)) : Optional.empty();
    }
}
