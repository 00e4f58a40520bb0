package dev.stagedoor.core.internal;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamSession;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a draft must be like beside its own rules: those that need the time or the class as it is. */
final class DraftCheck {
    /** A form that was open for a while may name a start that has just passed. */
    private static final Duration LATENESS = Duration.ofHours(1);

    private static final Duration HORIZON = Duration.ofDays(5 * 366);

    private DraftCheck() {}

    /** Whole seconds, so that what is returned equals what every database stores. */
    static StreamDraft normal(StreamDraft draft) {
        return draft.scheduledStart(draft.scheduledStart().truncatedTo(ChronoUnit.SECONDS));
    }

    static List<Violation> violations(StreamDraft draft, Instant now) {
        List<Violation> found = new ArrayList<>(draft.violations());
        addStartViolation(found, draft.scheduledStart(), now);
        return found;
    }

    static List<Violation> editViolations(StreamSession stream, StreamDraft draft, Instant now) {
        List<Violation> found = new ArrayList<>(draft.violations());
        if (!draft.scheduledStart().equals(stream.scheduledStart())) {
            addStartViolation(found, draft.scheduledStart(), now);
        }
        if (draft.capacity().orElse(Integer.MAX_VALUE) < stream.seatsTaken()) {
            found.add(new Violation("capacity", "capacity is at least " + stream.seatsTaken() + ", the seats taken"));
        }
        return found;
    }

    static boolean differOnlyInWords(StreamDraft before, StreamDraft after) {
        return before.scheduledStart().equals(after.scheduledStart())
                && before.zone().equals(after.zone())
                && before.duration().equals(after.duration())
                && before.price().equals(after.price())
                && before.capacity().equals(after.capacity());
    }

    private static void addStartViolation(List<Violation> found, Instant start, Instant now) {
        if (start.isBefore(now.minus(LATENESS))) {
            found.add(new Violation("scheduledStart", "scheduledStart is in the past"));
        } else if (start.isAfter(now.plus(HORIZON))) {
            found.add(new Violation("scheduledStart", "scheduledStart is within five years"));
        }
    }
}
