package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTellerTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static TimeTeller at(String now, ZoneId zone) {
        return new TimeTeller(InstantSource.fixed(Instant.parse(now)), zone);
    }

    private static String relative(String now, String moment) {
        return at(now, BERLIN).when(Instant.parse(moment)).relative();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-26T17:00:20Z, now",
        "2026-11-26T17:00:50Z, in 1 minute",
        "2026-11-26T17:12:00Z, in 12 minutes",
        "2026-11-26T17:11:01Z, in 12 minutes",
        "2026-11-26T18:00:00Z, in 1 hour",
        "2026-11-26T18:20:00Z, in 1 h 20 min",
        "2026-11-26T22:30:00Z, in 5 h 30 min",
        "2026-11-27T16:00:00Z, tomorrow",
        "2026-11-29T17:00:00Z, in 3 days",
        "2026-12-24T17:00:00Z, in 4 weeks",
        "2027-05-26T17:00:00Z, in 6 months",
        "2026-11-26T16:48:00Z, 12 minutes ago",
        "2026-11-26T16:59:00Z, 1 minute ago",
        "2026-11-25T16:00:00Z, yesterday",
        "2026-11-24T16:00:00Z, 2 days ago",
    })
    void distance_is_told_in_the_words_people_use(String moment, String words) {
        assertThat(relative("2026-11-26T17:00:00Z", moment)).isEqualTo(words);
    }

    @Test
    void a_class_late_today_is_hours_away_and_not_tomorrow() {
        assertThat(relative("2026-11-26T05:00:00Z", "2026-11-26T20:00:00Z")).isEqualTo("in 15 hours");
    }

    @Test
    void a_class_just_after_midnight_is_told_in_hours_and_minutes() {
        assertThat(relative("2026-11-26T21:30:00Z", "2026-11-26T23:30:00Z")).isEqualTo("in 2 hours");
        assertThat(at("2026-11-26T21:30:00Z", BERLIN)
                        .when(Instant.parse("2026-11-26T23:30:00Z"))
                        .day())
                .isEqualTo("Fri 27 Nov");
    }

    @Test
    void the_clock_names_its_zone_in_winter_and_in_summer() {
        assertThat(at("2026-11-26T12:00:00Z", BERLIN)
                        .when(Instant.parse("2026-11-26T17:00:00Z"))
                        .clock())
                .isEqualTo("18:00 CET");
        assertThat(at("2026-07-01T12:00:00Z", BERLIN)
                        .when(Instant.parse("2026-07-01T16:00:00Z"))
                        .clock())
                .isEqualTo("18:00 CEST");
    }

    @Test
    void tomorrow_is_still_tomorrow_on_the_day_that_has_23_hours() {
        assertThat(relative("2027-03-27T22:30:00Z", "2027-03-28T21:30:00Z")).isEqualTo("tomorrow");
    }

    @Test
    void the_hour_that_comes_twice_is_told_with_different_zone_names() {
        TimeTeller times = at("2026-10-24T12:00:00Z", BERLIN);

        assertThat(times.when(Instant.parse("2026-10-25T00:30:00Z")).clock()).isEqualTo("02:30 CEST");
        assertThat(times.when(Instant.parse("2026-10-25T01:30:00Z")).clock()).isEqualTo("02:30 CET");
    }

    @Test
    void the_year_is_told_only_when_it_is_another_one() {
        TimeTeller times = at("2026-12-30T12:00:00Z", BERLIN);

        assertThat(times.when(Instant.parse("2027-01-03T12:00:00Z")).day()).isEqualTo("Sun 3 Jan 2027");
        assertThat(times.day(Instant.parse("2027-01-03T12:00:00Z"))).isEqualTo("Sunday 3 January 2027");
        assertThat(times.day(Instant.parse("2026-12-31T12:00:00Z"))).isEqualTo("Tomorrow");
    }

    @Test
    void the_instructors_clock_is_told_only_when_it_shows_something_else() {
        TimeTeller times = at("2026-11-26T12:00:00Z", BERLIN);
        Instant start = Instant.parse("2026-11-26T17:00:00Z");

        assertThat(times.clockElsewhere(start, ZoneId.of("Europe/Madrid"))).isEmpty();
        assertThat(times.clockElsewhere(start, ZoneId.of("America/New_York"))).isEqualTo("12:00 EST");
    }

    @Test
    void a_quarter_hour_zone_is_told_right() {
        assertThat(at("2026-11-26T12:00:00Z", ZoneId.of("Asia/Kathmandu"))
                        .when(Instant.parse("2026-11-26T12:15:00Z"))
                        .clock())
                .startsWith("18:00");
    }
}
