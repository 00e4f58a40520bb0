package dev.stagedoor.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimeOrderedIdsTest {
    private Instant now = Instant.parse("2026-03-02T09:00:00Z");
    private final TimeOrderedIds ids = new TimeOrderedIds(() -> now, new Random(1));

    @Test
    void ids_are_version_7_and_begin_with_the_time() {
        UUID id = ids.next();

        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(now.toEpochMilli());
    }

    @Test
    void ids_rise_while_the_clock_stands_still_and_when_it_steps_back() {
        String last = ids.next().toString();
        for (int n = 0; n < 10_000; n++) {
            now = n == 5_000 ? now.minusSeconds(3_600) : now;
            String next = ids.next().toString();
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void only_the_canonical_form_is_an_id() {
        String canonical = "01900000-0000-7000-8000-000000000001";

        assertThat(Uuids.parse(canonical)).contains(UUID.fromString(canonical));
        assertThat(Uuids.parse(canonical.toUpperCase(java.util.Locale.ROOT))).isPresent();
        assertThat(Uuids.parse("1-1-1-1-1")).isEmpty();
        assertThat(Uuids.parse("")).isEmpty();
        assertThat(Uuids.parse("' OR 1=1 --".repeat(4).substring(0, 36))).isEmpty();
    }

    @Test
    void derived_ids_are_equal_for_equal_names_only() {
        assertThat(Uuids.fromName("a", "bc"))
                .isEqualTo(Uuids.fromName("a", "bc"))
                .isNotEqualTo(Uuids.fromName("ab", "c"));
        assertThat(Uuids.fromName("a").version()).isEqualTo(8);
    }
}
