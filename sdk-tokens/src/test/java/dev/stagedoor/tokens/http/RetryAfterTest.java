package dev.stagedoor.tokens.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "[{0}] is {1}")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "0, PT0S",
                "120, PT2M",
                "| 5 |, PT5S",
                "999999999, PT24H",
                "|Sun, 22 Nov 2026 10:00:30 GMT|, PT30S",
                "|Sun, 22 Nov 2026 09:00:00 GMT|, PT0S",
                "|Mon, 22 Nov 2027 09:00:00 GMT|, PT24H"
            })
    void seconds_and_dates_are_read(String field, Duration expected) {
        assertThat(RetryAfter.read(field, NOW)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {"||", "-1", "1.5", "soon", "99999999999", "2026-11-22T10:00:00Z", "|Xyz, 22 Nov 2026 10:00:30 GMT|"
            })
    void anything_else_says_nothing(String field) {
        assertThat(RetryAfter.read(field, NOW)).isEqualTo(Optional.empty());
    }
}
