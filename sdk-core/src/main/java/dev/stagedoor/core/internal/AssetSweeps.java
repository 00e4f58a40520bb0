package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.PlannedAction;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What sweeps do at the provider: outside transactions, a few at a time, respecting what it asks for. */
public final class AssetSweeps {
    /** How long a node that took a deletion has it for itself. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(AssetSweeps.class);
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final Duration IN_USE_PAUSE = Duration.ofMinutes(2);
    private static final Duration ORPHAN_GRACE = Duration.ofHours(24);
    private static final int ALARM_ATTEMPTS = 10;
    private static final int PAGE = 500;
    private static final Round DONE = new Round(1, 1, 0, 0);
    private static final Round FAILED = new Round(1, 0, 1, 0);
    private static final Round SKIPPED = new Round(1, 0, 0, 1);

    private final Tools tools;
    private final RecordingDesk recordings;
    private final String node;
    private final Executor executor;
    private final int atOnce;

    /**
     * @param tools what the room works with
     * @param recordings changes recordings
     * @param node the name of this node
     * @param executor runs calls to the provider
     * @param atOnce how many calls at once, at least 1
     */
    public AssetSweeps(Tools tools, RecordingDesk recordings, String node, Executor executor, int atOnce) {
        this.tools = tools;
        this.recordings = recordings;
        this.node = node;
        this.executor = executor;
        this.atOnce = atOnce;
    }

    /** What the provider asked for in one round; seen by all its calls. */
    private static final class Pause {
        private volatile @Nullable Instant until;

        Optional<Instant> until() {
            return Optional.ofNullable(until);
        }

        void begin(Instant end) {
            until = end;
        }
    }

    Round deleteCondemned(int limit) {
        Round round = Round.NOTHING;
        int left = limit;
        Pause pause = new Pause();
        while (left > 0 && pause.until().isEmpty()) {
            int most = Math.min(left, atOnce);
            List<Recording> batch = tools.storage().inTransaction(work -> {
                Instant now = tools.now();
                return work.recordings().claimDeleting(now, now.plus(LEASE), most);
            });
            if (batch.isEmpty()) {
                return round;
            }
            left -= batch.size();
            round = round.plus(deleteAll(batch, pause));
        }
        return round;
    }

    private Round deleteAll(List<Recording> batch, Pause pause) {
        List<CompletableFuture<Round>> running = batch.stream()
                .map(it -> CompletableFuture.supplyAsync(() -> delete(it, pause), executor))
                .toList();
        return running.stream().map(CompletableFuture::join).reduce(Round.NOTHING, Round::plus);
    }

    private Round delete(Recording recording, Pause pause) {
        Optional<Instant> wanted = pause.until();
        if (wanted.isPresent()) {
            return postpone(recording, wanted.get(), "the provider asked for a pause", SKIPPED);
        }
        if (recording.local() && !recording.node().equals(node)) {
            // only the node that has the local copy can drop it
            return SKIPPED;
        }
        try {
            return deleteNow(recording);
        } catch (RecordingException fault) {
            Instant again = tools.now().plus(fault.retryAfter().orElse(pauseAfter(recording.attempts())));
            if (fault.retryAfter().isPresent()) {
                pause.begin(again);
            }
            alarm(recording, fault);
            return postpone(recording, again, String.valueOf(fault.getMessage()), FAILED);
        }
    }

    private Round deleteNow(Recording recording) {
        if (recording.local()) {
            tools.recordings().dropLocal(recording.id());
        }
        if (recording.assetId().isPresent()) {
            DeleteResult result = tools.recordings().delete(recording.assetId().get());
            if (result instanceof DeleteResult.StillInUse busy) {
                Instant again = tools.now().plus(busy.retryAfter().orElse(IN_USE_PAUSE));
                return postpone(recording, again, "the provider still works on it", SKIPPED);
            }
        }
        return tools.storage().inTransaction(work -> deleted(work, recording.id()));
    }

    private Round deleted(UnitOfWork work, RecordingId id) {
        return work.recordings()
                .lock(id)
                .filter(it -> it.state() == RecordingState.DELETING)
                .map(it -> {
                    log(work, Action.DELETED, it, "deleted at the provider");
                    recordings.stored(work, it.deleted());
                    LOG.info("recording {} of stream {} is deleted", id, it.streamId());
                    return DONE;
                })
                .orElse(Round.NOTHING);
    }

    private Round postpone(Recording recording, Instant until, String why, Round outcome) {
        tools.storage()
                .inTransaction(work -> work.recordings()
                        .lock(recording.id())
                        .filter(it -> it.state() == RecordingState.DELETING)
                        .map(it -> {
                            work.recordings().update(it.dueAgain(until).troubled(why));
                            return it;
                        }));
        return outcome;
    }

    private static void alarm(Recording recording, RecordingException fault) {
        if (recording.attempts() >= ALARM_ATTEMPTS) {
            LOG.error("recording {} could not be deleted in {} attempts", recording.id(), recording.attempts(), fault);
        } else {
            LOG.warn("recording {} could not be deleted; it is tried again", recording.id(), fault);
        }
    }

    static Duration pauseAfter(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(Math.max(0, attempts - 1), 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    Round orphans(int limit) {
        Round round = Round.NOTHING;
        try {
            for (AssetPage.Found orphan : unowned(limit)) {
                round = round.plus(deleteOrphan(orphan));
            }
            return round.plus(reportMissing(limit));
        } catch (RecordingException fault) {
            LOG.warn("the sweep for orphans was broken off; the next round begins again", fault);
            return round.plus(FAILED);
        }
    }

    List<PlannedAction> planOrphans(int limit) {
        return unowned(limit).stream()
                .map(it -> new PlannedAction(
                        Action.ORPHAN_DELETED, it.recordingId(), Optional.empty(), "nobody owns asset " + it.id()))
                .toList();
    }

    private List<AssetPage.Found> unowned(int limit) {
        List<AssetPage.Found> found = new ArrayList<>();
        Instant youngest = tools.now().minus(ORPHAN_GRACE);
        Optional<String> next = Optional.empty();
        do {
            AssetPage page = tools.recordings().list(next, PAGE);
            page.assets().stream()
                    .filter(it -> it.createdAt().isBefore(youngest))
                    .filter(this::nobodyOwns)
                    .forEach(found::add);
            next = page.next();
        } while (next.isPresent() && found.size() < limit);
        return found.size() > limit ? found.subList(0, limit) : found;
    }

    private boolean nobodyOwns(AssetPage.Found asset) {
        Optional<Recording> owner = tools.storage()
                .inTransaction(work -> work.recordings()
                        .findByAsset(asset.id())
                        .or(() -> asset.recordingId().flatMap(work.recordings()::find)));
        return owner.isEmpty() || owner.get().state() == RecordingState.DELETED;
    }

    private Round deleteOrphan(AssetPage.Found orphan) {
        DeleteResult result = tools.recordings().delete(orphan.id());
        if (result instanceof DeleteResult.StillInUse) {
            return SKIPPED;
        }
        LOG.warn("asset {} was nobody's and is deleted", orphan.id());
        return tools.storage().inTransaction(work -> {
            work.recordings()
                    .log(new RetentionEntry(
                            tools.now(),
                            Action.ORPHAN_DELETED,
                            orphan.recordingId(),
                            Optional.<StreamId>empty(),
                            orphan.id().value(),
                            "nobody owned it"));
            return DONE;
        });
    }

    /** Each is asked for by name: a list that a provider gives in part must not close what is there. */
    private Round reportMissing(int limit) {
        Round round = Round.NOTHING;
        Optional<RecordingId> after = Optional.empty();
        int looked = 0;
        while (looked < limit) {
            Optional<RecordingId> from = after;
            List<Recording> page =
                    tools.storage().inTransaction(work -> work.recordings().listStored(from, Math.min(PAGE, limit)));
            for (Recording recording : page) {
                AssetId asset = recording.assetId().orElseThrow();
                boolean there = tools.recordings().exists(asset);
                round = round.plus(there ? new Round(1, 0, 0, 0) : missing(recording));
            }
            looked += page.size();
            if (page.isEmpty()) {
                return round;
            }
            after = Optional.of(page.get(page.size() - 1).id());
        }
        return round;
    }

    private Round missing(Recording lost) {
        LOG.error("the asset {} of recording {} is gone", lost.assetId().orElseThrow(), lost.id());
        return tools.storage().inTransaction(work -> {
            work.recordings()
                    .find(lost.id())
                    .flatMap(it -> work.streams().lock(it.streamId()))
                    .filter(stream -> stream.recordingId().isPresent())
                    .ifPresent(stream -> work.streams()
                            .update(stream.toBuilder()
                                    .recordingId(null)
                                    .updatedAt(tools.now())
                                    .build()));
            work.recordings()
                    .lock(lost.id())
                    .filter(it -> it.assetId().equals(lost.assetId()))
                    .ifPresent(it -> {
                        log(work, Action.ASSET_MISSING, it, "the provider has it no more");
                        recordings.stored(
                                work, it.troubled("the provider has it no more").deleted());
                    });
            return FAILED;
        });
    }

    private void log(UnitOfWork work, Action action, Recording recording, String why) {
        work.recordings()
                .log(new RetentionEntry(
                        tools.now(),
                        action,
                        Optional.of(recording.id()),
                        Optional.of(recording.streamId()),
                        recording.assetId().map(AssetId::value).orElse(""),
                        why));
    }
}
