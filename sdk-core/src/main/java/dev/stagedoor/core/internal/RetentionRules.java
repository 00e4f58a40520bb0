package dev.stagedoor.core.internal;

import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** What becomes of a recording: a pure function of the recording, its class, the popularity of the class, and the time. */
final class RetentionRules {
    private static final Duration LATER = Duration.ofHours(1);

    private RetentionRules() {}

    /** What becomes of it. */
    sealed interface Decision {
        /** Nothing until then. */
        record LookAgain(Instant at) implements Decision {}

        /** Closed, and kept for the catalog. */
        record Retain(Instant lookAgainAt, String why) implements Decision {}

        /** Closed, and deleted. */
        record Delete(String why) implements Decision {}
    }

    /** Whether it moves to the catalog now. */
    sealed interface Migration {
        /** It does. */
        record Migrate(String why) implements Migration {}

        /** Not now, but its day will come. */
        record NotYet(Instant at) implements Migration {}

        /** It does not qualify. */
        record Never(String why) implements Migration {}

        /** It qualifies, but is not stored where workouts are played from. */
        record NotStored() implements Migration {}
    }

    static Decision decide(
            Recording recording,
            Optional<StreamSession> stream,
            Supplier<PopularityPolicy.Verdict> popularity,
            Duration lookAgain,
            Instant now) {
        if (stream.isEmpty()) {
            return new Decision.Delete("the class was deleted");
        }
        StreamSession it = stream.get();
        if (it.status() == StreamStatus.CANCELLED) {
            return new Decision.Delete("the class was called off");
        }
        Optional<Instant> expiresAt = it.recordingExpiresAt();
        if (it.status() != StreamStatus.ENDED || expiresAt.isEmpty()) {
            return new Decision.LookAgain(now.plus(LATER));
        }
        if (now.isBefore(expiresAt.get())) {
            return new Decision.LookAgain(expiresAt.get());
        }
        return afterReplay(recording, it, popularity.get(), lookAgain, now);
    }

    private static Decision afterReplay(
            Recording recording,
            StreamSession stream,
            PopularityPolicy.Verdict verdict,
            Duration lookAgain,
            Instant now) {
        if (!verdict.qualifies() || stream.migrationScheduledAt().isEmpty()) {
            return new Decision.Delete("the replay time is over, and the class does not qualify: " + verdict.why());
        }
        Instant next = now.plus(lookAgain);
        return recording.state() == RecordingState.RETAINED
                ? new Decision.LookAgain(next)
                : new Decision.Retain(next, "the replay time is over, and the class qualifies: " + verdict.why());
    }

    static Migration migration(
            Recording recording,
            Optional<StreamSession> stream,
            Supplier<PopularityPolicy.Verdict> popularity,
            Instant now) {
        Optional<StreamSession> ended = stream.filter(it -> it.status() == StreamStatus.ENDED);
        Optional<Instant> due = ended.flatMap(StreamSession::migrationScheduledAt);
        if (due.isEmpty()) {
            return new Migration.Never("the class did not take place or has no migration date");
        }
        if (now.isBefore(due.get())) {
            return new Migration.NotYet(due.get());
        }
        PopularityPolicy.Verdict verdict = popularity.get();
        if (!verdict.qualifies()) {
            return new Migration.Never("the class does not qualify: " + verdict.why());
        }
        return recording.assetId().isEmpty()
                ? new Migration.NotStored()
                : new Migration.Migrate("the migration date is here, and the class qualifies: " + verdict.why());
    }
}
