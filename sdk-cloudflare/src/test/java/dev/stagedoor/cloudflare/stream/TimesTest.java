package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:15:02Z, 2026-11-22T09:15:02Z",
        "2026-11-22T09:15:02.1Z, 2026-11-22T09:15:02.100Z",
        "2026-11-22T09:15:02.000001Z, 2026-11-22T09:15:02.000001Z",
        "2026-11-22T09:15:02.101010101Z, 2026-11-22T09:15:02.101010101Z",
        "2026-11-22T09:15:02.000000000Z, 2026-11-22T09:15:02Z",
        "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999999999Z",
        "2026-11-22T10:15:02+01:00, 2026-11-22T09:15:02Z",
        "2026-11-22T10:15:02.5+01:00, 2026-11-22T09:15:02.500Z",
        "2026-11-22T09:15Z, 2026-11-22T09:15:00Z",
    })
    void times_are_read(String text, Instant expected) {
        assertThat(Times.read(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "yesterday",
                "2026-11-22",
                "2026-11-22T09:15:02",
                "2026-02-30T09:15:02Z",
                "2026-13-01T09:15:02Z",
                "2026-11-22T24:15:02Z",
                "2026-11-22T09:60:02Z",
                "2026-11-22T09:15:61Z",
                "2026-11-22T09:15:02,5Z",
                "2026-11-22 09:15:02Z",
                "2026-11-22T09:15:02.1234567890Z",
                "2026-11-22T09:15:02.12a456Z",
                "\u0662026-11-22T09:15:02Z"
            })
    void what_is_no_time_is_absent(String text) {
        assertThat(Times.read(text)).isEmpty();
    }

    @Test
    void any_time_is_read_as_it_was_written() {
        Random random = new Random(11);
        for (int i = 0; i < 10_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextInt() & 0xFFFFFFFFL, random.nextInt(1_000_000_000));

            assertThat(Times.read(time.toString())).contains(time);
        }
    }
}
