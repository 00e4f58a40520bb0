package dev.stagedoor.core.internal;

import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.event.DomainEvent.StreamChanged;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes workouts of classes: workout, class, recording and the line in the log are one commit. */
final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private final Tools tools;
    private final RecordingDesk recordings;

    Migrations(Tools tools, RecordingDesk recordings) {
        this.tools = tools;
        this.recordings = recordings;
    }

    void migrate(UnitOfWork work, Recording recording, StreamSession stream, String why) {
        Workout workout = work.workouts().findBySource(stream.id()).orElseGet(() -> made(work, recording, stream));
        StreamSession migrated = work.streams()
                .update(stream.toBuilder()
                        .migratedToWorkoutId(workout.id().value())
                        .updatedAt(tools.now())
                        .build());
        work.recordings()
                .log(new RetentionEntry(
                        tools.now(),
                        Action.MIGRATED,
                        Optional.of(recording.id()),
                        Optional.of(stream.id()),
                        workout.id().toString(),
                        why));
        recordings.stored(work, recording.migrated());
        tools.publishAfterCommit(work, new StreamChanged(migrated, StreamChanged.Change.EDITED));
        LOG.info("stream {} moved to the catalog as workout {}", stream.id(), workout.id());
    }

    private Workout made(UnitOfWork work, Recording recording, StreamSession stream) {
        Workout workout = new Workout(
                new WorkoutId(tools.ids().next()),
                stream.title(),
                stream.description(),
                stream.thumbnailUrl(),
                wholeMinutes(recording.facts().map(RecordingFacts::duration).orElse(stream.duration())),
                recording.assetId().orElseThrow().value(),
                tools.now(),
                Optional.of(stream.id()),
                Optional.of(recording.id()),
                Optional.of(stream.instructor()));
        work.workouts().insert(workout);
        return workout;
    }

    private static Duration wholeMinutes(Duration exact) {
        return Duration.ofMinutes(Math.max(1, exact.plusSeconds(30).toMinutes()));
    }
}
