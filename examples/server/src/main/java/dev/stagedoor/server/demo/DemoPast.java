package dev.stagedoor.server.demo;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Classes that took place before the demo began: the same platform, lived through on a clock that stands in the past. */
final class DemoPast {

    private final Storage storage;
    private volatile Instant time;

    DemoPast(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.time = clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    void tell(UserId coach, UserId ana) {
        Instant now = time;
        LedgerTokenProvider ledger = LedgerTokenProvider.on(storage);
        try (StreamingPlatform past = StreamingPlatform.builder(storage, ledger, new NoMedia(), () -> time)
                .build()) {
            took(past, coach, ana, now.minus(Duration.ofDays(9)), "Breathing basics", 30);
            took(past, coach, ana, now.minus(Duration.ofDays(2)), "Core in twenty minutes", 20);
        }
    }

    private void took(StreamingPlatform past, UserId coach, UserId guest, Instant start, String title, int minutes) {
        time = start.minus(Duration.ofDays(1));
        StreamId id = new StreamId(past.ids().next());
        past.sessions()
                .create(
                        id,
                        coach,
                        StreamDraft.of(title, start)
                                .zone(DemoHouse.ZONE)
                                .duration(Duration.ofMinutes(minutes))
                                .description("This class has taken place."));
        past.enrollments().enroll(EnrollRequest.of(new EnrollmentId(past.ids().next()), guest, id));
        time = start;
        SessionResult started = past.sessions().start(coach, id);
        time = start.plus(Duration.ofMinutes(minutes));
        SessionResult ended = past.sessions().end(coach, id);
        if (!(started instanceof SessionResult.Done) || !(ended instanceof SessionResult.Done)) {
            throw new IllegalStateException("the demo's past class is refused: " + started + ", " + ended);
        }
    }
}
