package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|PT0S",
                "120|PT2M",
                " 5 |PT5S",
                "999999999|PT24H",
                "Sun, 22 Nov 2026 09:00:30 GMT|PT30S",
                "Sun, 22 Nov 2026 08:00:00 GMT|PT0S",
                "Tue, 22 Nov 2033 09:00:00 GMT|PT24H"
            })
    void seconds_and_dates_are_read(String field, Duration expected) {
        assertThat(RetryAfter.read(field, NOW)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "1e9", "2026-11-22T09:00:30Z", "99999999999999999999"})
    void what_is_neither_is_no_answer(String field) {
        assertThat(RetryAfter.read(field, NOW)).isEmpty();
    }
}
