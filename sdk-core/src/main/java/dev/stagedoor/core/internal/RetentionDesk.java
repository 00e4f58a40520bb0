package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.internal.RetentionRules.Decision;
import dev.stagedoor.core.internal.RetentionRules.Migration;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.PlannedAction;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.Retention;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Retention} over the storage: decides and writes down; what has to be done at the provider is {@link AssetSweeps}'s. */
public final class RetentionDesk implements Retention {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionDesk.class);
    private static final Round DONE = new Round(1, 1, 0, 0);
    private static final Round FAILED = new Round(1, 0, 1, 0);
    private static final Round SKIPPED = new Round(1, 0, 0, 1);
    private static final Round NOTHING_TO_DO = new Round(1, 0, 0, 0);

    private final Tools tools;
    private final RecordingDesk recordings;
    private final AssetSweeps assets;
    private final Migrations migrations;

    /**
     * @param tools what the room works with
     * @param recordings closes recordings
     * @param assets deletes at the provider
     */
    public RetentionDesk(Tools tools, RecordingDesk recordings, AssetSweeps assets) {
        this.tools = tools;
        this.recordings = recordings;
        this.assets = assets;
        this.migrations = new Migrations(tools, recordings);
    }

    @Override
    public Round cleanup(int limit) {
        List<RecordingId> due =
                tools.storage().inTransaction(work -> work.recordings().listDue(tools.now(), limit));
        Round round = Round.NOTHING;
        for (RecordingId id : due) {
            round = round.plus(guarded(id, work -> close(work, id)));
        }
        return round.plus(assets.deleteCondemned(limit));
    }

    private Round close(UnitOfWork work, RecordingId id) {
        Optional<Recording> found = work.recordings().find(id);
        Optional<StreamSession> stream = found.flatMap(it -> work.streams().lock(it.streamId()));
        return work.recordings()
                .lock(id)
                .filter(it -> isWaiting(it.state()))
                .map(it -> close(work, it, stream))
                .orElse(Round.NOTHING);
    }

    private static boolean isWaiting(RecordingState state) {
        return state == RecordingState.READY || state == RecordingState.RETAINED;
    }

    private Round close(UnitOfWork work, Recording recording, Optional<StreamSession> stream) {
        Decision decision = decide(work, recording, stream);
        if (decision instanceof Decision.Delete it) {
            stream.filter(session -> session.recordingId().isPresent())
                    .ifPresent(session -> work.streams()
                            .update(session.toBuilder()
                                    .recordingId(null)
                                    .updatedAt(tools.now())
                                    .build()));
            recordings.condemn(work, recording, it.why());
            return DONE;
        }
        if (decision instanceof Decision.Retain it) {
            log(work, recording, Action.RETAINED, it.why());
            recordings.stored(work, recording.retained(it.lookAgainAt()).migratingAt(migrationDate(stream)));
            return DONE;
        }
        work.recordings()
                .update(recording.dueAgain(((Decision.LookAgain) decision).at()).migratingAt(migrationDate(stream)));
        return NOTHING_TO_DO;
    }

    private static Optional<Instant> migrationDate(Optional<StreamSession> stream) {
        return stream.flatMap(StreamSession::migrationScheduledAt);
    }

    private Decision decide(UnitOfWork work, Recording recording, Optional<StreamSession> stream) {
        return RetentionRules.decide(
                recording, stream, popularity(work, stream), tools.retention().lookAgain(), tools.now());
    }

    private Supplier<PopularityPolicy.Verdict> popularity(UnitOfWork work, Optional<StreamSession> stream) {
        return () -> {
            StreamSession session = stream.orElseThrow();
            StreamStatistics figures =
                    work.streams().statistics(Set.of(session.id())).get(session.id());
            return tools.retention()
                    .popularity()
                    .judge(new PopularityPolicy.Facts(
                            figures == null ? 0 : figures.enrollments(),
                            session.peakViewers(),
                            work.viewers()
                                    .watched(session.id(), session.actualEnd().orElse(tools.now())),
                            session.duration()));
        };
    }

    @Override
    public Round migrate(int limit) {
        List<RecordingId> due =
                tools.storage().inTransaction(work -> work.recordings().listMigratable(tools.now(), limit));
        Round round = Round.NOTHING;
        for (RecordingId id : due) {
            round = round.plus(guarded(id, work -> migrate(work, id)));
        }
        return round;
    }

    private Round migrate(UnitOfWork work, RecordingId id) {
        Optional<Recording> found = work.recordings().find(id);
        Optional<StreamSession> stream = found.flatMap(it -> work.streams().lock(it.streamId()));
        return work.recordings()
                .lock(id)
                .filter(it -> isWaiting(it.state()))
                .map(it -> migrate(work, it, stream))
                .orElse(Round.NOTHING);
    }

    private Round migrate(UnitOfWork work, Recording recording, Optional<StreamSession> stream) {
        Migration migration = RetentionRules.migration(recording, stream, popularity(work, stream), tools.now());
        if (migration instanceof Migration.Migrate it) {
            migrations.migrate(work, recording, stream.orElseThrow(), it.why());
            return DONE;
        }
        if (migration instanceof Migration.NotStored) {
            return SKIPPED;
        }
        if (migration instanceof Migration.NotYet it) {
            work.recordings().update(recording.migratingAt(Optional.of(it.at())));
        } else {
            // the cleanup looks at it at once: it goes as soon as its replay time is over
            work.recordings().update(recording.migratingAt(Optional.empty()).dueAgain(tools.now()));
        }
        return NOTHING_TO_DO;
    }

    private Round guarded(RecordingId id, Function<UnitOfWork, Round> step) {
        try {
            return tools.storage().inTransaction(step);
        } catch (StorageException fault) {
            LOG.warn("recording {} could not be dealt with; the next round tries again", id, fault);
            return FAILED;
        }
    }

    @Override
    public Round orphans(int limit) {
        return assets.orphans(limit);
    }

    @Override
    public List<PlannedAction> planCleanup(int limit) {
        return tools.storage()
                .inTransaction(work -> work.recordings().listDue(tools.now(), limit).stream()
                        .map(id -> work.recordings().find(id).orElseThrow())
                        .flatMap(it -> plannedClosing(work, it).stream())
                        .toList());
    }

    private Optional<PlannedAction> plannedClosing(UnitOfWork work, Recording recording) {
        Decision decision = decide(work, recording, work.streams().find(recording.streamId()));
        if (decision instanceof Decision.Delete it) {
            return Optional.of(planned(Action.DELETED, recording, it.why()));
        }
        return decision instanceof Decision.Retain it
                ? Optional.of(planned(Action.RETAINED, recording, it.why()))
                : Optional.empty();
    }

    @Override
    public List<PlannedAction> planMigration(int limit) {
        return tools.storage()
                .inTransaction(work -> work.recordings().listMigratable(tools.now(), limit).stream()
                        .map(id -> work.recordings().find(id).orElseThrow())
                        .flatMap(it -> plannedMigration(work, it).stream())
                        .toList());
    }

    private Optional<PlannedAction> plannedMigration(UnitOfWork work, Recording recording) {
        Optional<StreamSession> stream = work.streams().find(recording.streamId());
        Migration migration = RetentionRules.migration(recording, stream, popularity(work, stream), tools.now());
        return migration instanceof Migration.Migrate it
                ? Optional.of(planned(Action.MIGRATED, recording, it.why()))
                : Optional.empty();
    }

    private static PlannedAction planned(Action action, Recording recording, String why) {
        return new PlannedAction(action, Optional.of(recording.id()), Optional.of(recording.streamId()), why);
    }

    @Override
    public List<PlannedAction> planOrphans(int limit) {
        return assets.planOrphans(limit);
    }

    @Override
    public List<RetentionEntry> log(int limit) {
        return tools.storage().inTransaction(work -> work.recordings().listLog(limit));
    }

    private void log(UnitOfWork work, Recording recording, Action action, String why) {
        work.recordings()
                .log(new RetentionEntry(
                        tools.now(),
                        action,
                        Optional.of(recording.id()),
                        Optional.of(recording.streamId()),
                        recording.assetId().map(Object::toString).orElse(""),
                        why));
    }
}
