package dev.stagedoor.core.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionDatesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-10T18:00:00Z, 2026-01-17T18:00:00Z",
        // the week in which clocks in Vienna change has 168 hours all the same
        "2026-03-27T18:00:00Z, 2026-04-03T18:00:00Z",
    })
    void a_replay_can_be_watched_for_168_hours(Instant end, Instant expiry) {
        assertThat(RetentionDates.recordingExpiresAt(end)).isEqualTo(expiry);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-10T18:00:00Z, Europe/Vienna, 2026-03-10T18:00:00Z",
        "2026-02-10T18:00:00Z, Europe/Vienna, 2026-04-10T17:00:00Z",
        "2026-12-31T18:00:00Z, Europe/Vienna, 2027-02-28T18:00:00Z",
        "2026-12-31T23:30:00Z, Europe/Vienna, 2027-02-28T23:30:00Z",
        "2026-06-30T15:30:00Z, Asia/Tokyo, 2026-08-31T15:30:00Z",
    })
    void a_class_may_move_two_calendar_months_later_at_the_same_local_time(Instant end, String zone, Instant due) {
        assertThat(RetentionDates.migrationScheduledAt(end, ZoneId.of(zone))).isEqualTo(due);
    }
}
