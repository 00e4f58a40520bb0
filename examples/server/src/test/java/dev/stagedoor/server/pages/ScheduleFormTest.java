package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ScheduleFormTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private final Map<String, String> typed = new HashMap<>(Map.of(
            "title", " Morning yoga ",
            "description", "Bring a mat.",
            "date", "2026-11-30",
            "time", "18:00",
            "zone", "Europe/Berlin",
            "durationMinutes", "45",
            "priceInTokens", "20",
            "capacity", ""));

    private ScheduleForm.Outcome read() {
        return ScheduleForm.read(Form.of(typed), NOW, Optional.empty());
    }

    @Test
    void a_complete_form_becomes_a_class() {
        StreamDraft draft = read().draft().orElseThrow();

        assertThat(draft.title()).isEqualTo("Morning yoga");
        assertThat(draft.scheduledStart()).isEqualTo(Instant.parse("2026-11-30T17:00:00Z"));
        assertThat(draft.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(draft.duration()).isEqualTo(Duration.ofMinutes(45));
        assertThat(draft.price()).isEqualTo(Tokens.of(20));
        assertThat(draft.capacity()).isEmpty();
    }

    @Test
    void what_was_typed_stays_when_something_is_wrong() {
        typed.put("title", "");
        typed.put("priceInTokens", "twenty");

        ScheduleForm.Outcome outcome = read();

        assertThat(outcome.draft()).isEmpty();
        assertThat(outcome.form().errors()).containsOnlyKeys("title", "priceInTokens");
        assertThat(outcome.form().value("priceInTokens")).isEqualTo("twenty");
        assertThat(outcome.form().value("description")).isEqualTo("Bring a mat.");
    }

    @Test
    void a_time_that_the_clocks_skip_is_refused_with_the_first_that_exists() {
        typed.put("date", "2027-03-28");
        typed.put("time", "02:30");

        assertThat(read().form().error("time")).contains("02:30 does not exist").contains("Choose 03:00");
    }

    @Test
    void a_time_that_comes_twice_means_the_first() {
        typed.put("date", "2027-10-31");
        typed.put("time", "02:30");

        assertThat(read().draft().orElseThrow().scheduledStart()).isEqualTo(Instant.parse("2027-10-31T00:30:00Z"));
    }

    @Test
    void a_start_that_is_over_is_refused_unless_it_was_the_start_before() {
        typed.put("date", "2026-11-20");

        assertThat(read().form().errors()).containsOnlyKeys("time");
        Optional<Instant> before = Optional.of(Instant.parse("2026-11-20T17:00:00Z"));
        assertThat(ScheduleForm.read(Form.of(typed), NOW, before).draft()).isPresent();
    }

    @Test
    void nonsense_in_every_field_is_an_error_at_that_field_and_never_an_exception() {
        typed.replaceAll((name, value) -> "\u0000'; -- 99999999999999999999");
        assertThat(read().form().errors())
                .containsKeys("date", "time", "zone", "durationMinutes", "priceInTokens", "capacity");
    }

    @Test
    void an_empty_form_is_all_errors() {
        assertThat(ScheduleForm.read(Form.empty(), NOW, Optional.empty()).form().errors())
                .containsKeys("title", "date", "time", "zone", "durationMinutes", "priceInTokens");
    }

    @Test
    void a_class_is_held_again_on_the_same_weekday_and_local_time_over_a_clock_change() {
        StreamDraft draft =
                StreamDraft.of("Yoga", Instant.parse("2026-10-20T16:00:00Z")).zone(ZoneId.of("Europe/Berlin"));

        Form form = ScheduleForm.repeated(draft, Instant.parse("2026-10-24T00:00:00Z"));

        assertThat(form.value("date")).isEqualTo("2026-10-27");
        assertThat(form.value("time")).isEqualTo("18:00");
    }

    @Test
    void a_filled_form_reads_back_as_the_same_class() {
        StreamDraft draft = read().draft().orElseThrow().capacity(12);

        StreamDraft again = ScheduleForm.read(ScheduleForm.filled(draft), NOW, Optional.empty())
                .draft()
                .orElseThrow();

        assertThat(again.scheduledStart()).isEqualTo(draft.scheduledStart());
        assertThat(again.capacity()).hasValue(12);
        assertThat(again.price()).isEqualTo(draft.price());
    }

    @Test
    void the_zones_to_choose_from_are_places_and_utc() {
        assertThat(ScheduleForm.zones())
                .contains("Europe/Berlin", "Asia/Kolkata", "UTC")
                .doesNotContain("SystemV/PST8", "EST5EDT");
    }
}
