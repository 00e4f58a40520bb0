package dev.stagedoor.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtpTimeTest {
    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "2026-11-26T15:00:00.123456789Z", "2036-02-07T06:28:15.999999999Z"})
    void an_instant_survives_the_way_there_and_back(String text) {
        Instant instant = Instant.parse(text);
        assertThat(NtpTime.instant(NtpTime.of(instant))).isCloseTo(instant, within(1, ChronoUnit.NANOS));
    }
}
