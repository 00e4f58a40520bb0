package dev.stagedoor.server.demo;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Classes that took place before the demo began: the same platform, lived through on a clock that stands in the past. */
final class DemoPast {
    private final Storage storage;
    private final Optional<Shelf> shelf;
    private volatile Instant time;

    /**
     * Where recordings of this node are.
     *
     * @param folder where they are made
     * @param provider where they stay
     * @param node who made them
     */
    record Shelf(Path folder, RecordingProvider provider, String node) {}

    /** @param shelf where recordings go; empty when the past shall leave none */
    DemoPast(Storage storage, Optional<Shelf> shelf, InstantSource clock) {
        this.storage = storage;
        this.shelf = shelf;
        this.time = clock.instant().truncatedTo(ChronoUnit.HOURS);
    }

    void tell(UserId coach, UserId ana) {
        Instant now = time;
        try (StreamingPlatform past = platform()) {
            StreamSession catalog = took(
                    past,
                    coach,
                    ana,
                    now.minus(Duration.ofDays(70)),
                    draft("Box breathing", 10, "In, hold, out, hold: four seconds each, four times around the box."),
                    shelf);
            if (shelf.isPresent()) {
                migrate(past, catalog);
            }
            took(
                    past,
                    coach,
                    ana,
                    now.minus(Duration.ofDays(9)),
                    draft("Core in twenty minutes", 20, "This class has taken place, and its replay is over."),
                    Optional.empty());
            took(
                    past,
                    coach,
                    ana,
                    now.minus(Duration.ofDays(2)),
                    draft("Breathing basics", 30, "How to calm down within a minute, wherever you are."),
                    shelf);
        }
    }

    private void migrate(StreamingPlatform past, StreamSession ended) {
        past.recordings().storeOnce(1);
        time = ended.recordingExpiresAt().orElseThrow();
        past.retention().cleanup(1);
        time = ended.migrationScheduledAt().orElseThrow();
        past.retention().migrate(1);
    }

    private StreamingPlatform platform() {
        LedgerTokenProvider ledger = LedgerTokenProvider.on(storage);
        StreamingPlatform.Builder options = StreamingPlatform.builder(storage, ledger, new NoMedia(), () -> time)
                .retention(RetentionPolicy.DEFAULT.withPopularity(PopularityPolicy.EVERY_CLASS));
        shelf.ifPresent(it -> options.recordings(it.provider()).node(it.node()));
        return options.build();
    }

    private static Draft draft(String title, int minutes, String description) {
        return new Draft(title, minutes, description);
    }

    private record Draft(String title, int minutes, String description) {
        StreamDraft at(Instant start) {
            return StreamDraft.of(title, start)
                    .zone(DemoHouse.ZONE)
                    .duration(Duration.ofMinutes(minutes))
                    .description(description);
        }
    }

    private StreamSession took(
            StreamingPlatform past,
            UserId coach,
            UserId guest,
            Instant start,
            Draft draft,
            Optional<Shelf> recordedTo) {
        time = start.minus(Duration.ofDays(1));
        StreamId id = new StreamId(past.ids().next());
        past.sessions().create(id, coach, draft.at(start));
        past.enrollments().enroll(EnrollRequest.of(new EnrollmentId(past.ids().next()), guest, id));
        time = start;
        done(past.sessions().start(coach, id));
        Optional<Film> film = recordedTo.map(it -> recorded(past, it, id));
        time = start.plus(Duration.ofMinutes(draft.minutes()));
        StreamSession ended = done(past.sessions().end(coach, id));
        film.ifPresent(it -> past.recordings().finished(it.id(), it.facts()));
        return ended;
    }

    private record Film(RecordingId id, RecordingFacts facts) {}

    /** Its files are there before its class is over: the server's own recorders, already running, look after what has none. */
    private static Film recorded(StreamingPlatform past, Shelf shelf, StreamId streamId) {
        RecordingId id = past.recordings().begin(streamId).orElseThrow().id();
        return new Film(id, DemoFilm.copyTo(shelf.folder().resolve(id.toString())));
    }

    private static StreamSession done(SessionResult result) {
        return result.orElseThrow();
    }
}
