package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.recording.StoredAsset;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes closed recordings from a node's disk to where they stay. */
final class Storing {
    private static final Logger LOG = LoggerFactory.getLogger(Storing.class);
    private static final Round DONE = new Round(1, 1, 0, 0);
    private static final Round FAILED = new Round(1, 0, 1, 0);
    private static final Round SKIPPED = new Round(1, 0, 0, 1);
    private static final Set<RecordingState> GIVEN_UP = EnumSet.of(RecordingState.FAILED, RecordingState.DELETING);

    private final Tools tools;
    private final String node;
    private final Set<RecordingId> underWay = ConcurrentHashMap.newKeySet();

    Storing(Tools tools, String node) {
        this.tools = tools;
        this.node = node;
    }

    Round once(int limit, Predicate<Recording> within) {
        List<Recording> found = new ArrayList<>(
                tools.storage().inTransaction(work -> work.recordings().listLocal(node, limit)));
        found.addAll(localElsewhere(limit, within));
        Round round = Round.NOTHING;
        for (Recording recording : found) {
            try {
                round = round.plus(storeLeased(recording.id()));
            } catch (RecordingException fault) {
                trouble(recording, fault);
                round = round.plus(FAILED);
                if (fault.retryAfter().isPresent()) {
                    return round;
                }
            }
        }
        return round;
    }

    /** Page by page: what dead nodes have on disks of their own, which nobody reaches, must not hide the rest. */
    private List<Recording> localElsewhere(int limit, Predicate<Recording> within) {
        List<Recording> reached = new ArrayList<>();
        Optional<RecordingId> last = Optional.empty();
        boolean more = true;
        while (more && reached.size() < limit) {
            Optional<RecordingId> after = last;
            List<Recording> page =
                    tools.storage().inTransaction(work -> work.recordings().listLocalElsewhere(node, after, limit));
            page.stream().filter(within).limit(limit - reached.size()).forEach(reached::add);
            more = page.size() == limit;
            last = page.isEmpty() ? last : Optional.of(page.get(page.size() - 1).id());
        }
        return reached;
    }

    private Round storeLeased(RecordingId id) {
        Optional<Recording> found = tools.storage().inTransaction(work -> leased(work, id));
        if (found.isEmpty()) {
            return SKIPPED;
        }
        underWay.add(id);
        try {
            return store(found.get());
        } finally {
            underWay.remove(id);
            release(id);
        }
    }

    /** As it is now: the node that had the lease before may have been done with it. */
    private Optional<Recording> leased(UnitOfWork work, RecordingId id) {
        Instant now = tools.now();
        return work.recordings()
                .lock(id)
                .filter(Recording::local)
                .filter(it -> work.recordings().takeStoring(id, node, now, now.plus(Recordings.RECORDER_LEASE)));
    }

    private void release(RecordingId id) {
        try {
            tools.storage().inTransaction(work -> {
                work.recordings().releaseStoring(id, node);
                return id;
            });
        } catch (StorageException fault) {
            LOG.debug("the lease on storing recording {} runs out by itself", id, fault);
        }
    }

    void renew() {
        for (RecordingId id : underWay) {
            tools.storage().inTransaction(work -> leased(work, id));
        }
    }

    /**
     * The local copy goes only after it is written down that the stored one is verified. Of what is to be deleted it goes at once: another node that sweeps
     * cannot reach it, and would wait for it without end.
     */
    private Round store(Recording recording) {
        if (recording.assetId().isEmpty() && !GIVEN_UP.contains(recording.state())) {
            Optional<StoredAsset> asset = tools.recordings().store(recording.id());
            if (asset.isEmpty()) {
                return SKIPPED;
            }
            change(recording.id(), it -> it.placed(true, Optional.of(asset.get().id())));
        }
        tools.recordings().dropLocal(recording.id());
        change(recording.id(), it -> it.placed(false, it.assetId()));
        return DONE;
    }

    /** Said once, and written down for an operator: what goes wrong the same way in each round says nothing new. */
    private void trouble(Recording recording, RecordingException fault) {
        Recording troubled = recording.troubled(String.valueOf(fault.getMessage()));
        if (troubled.lastError().equals(recording.lastError())) {
            return;
        }
        if (fault.retryable()) {
            LOG.warn("recording {} could not be stored; the next round tries again", recording.id(), fault);
        } else {
            LOG.error("recording {} cannot be stored; the local copy stays", recording.id(), fault);
        }
        change(recording.id(), it -> it.troubled(String.valueOf(fault.getMessage())));
    }

    private void change(RecordingId id, UnaryOperator<Recording> change) {
        tools.storage()
                .inTransaction(work -> work.recordings()
                        .lock(id)
                        .filter(it -> it.state() != RecordingState.DELETED)
                        .map(it -> {
                            Recording changed = change.apply(it);
                            work.recordings().update(changed);
                            return changed;
                        }));
    }
}
