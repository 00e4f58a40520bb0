package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.event.DomainEvent.RecordingChanged;
import dev.stagedoor.core.recording.Claim;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@link Recordings} over the storage and the provider. */
public final class RecordingDesk implements Recordings {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingDesk.class);
    private static final Set<RecordingState> OVER =
            EnumSet.of(RecordingState.DELETING, RecordingState.DELETED, RecordingState.FAILED, RecordingState.MIGRATED);

    private final Tools tools;
    private final String node;
    private final Storing storing;

    /**
     * @param tools what the room works with
     * @param node the name of this node
     */
    public RecordingDesk(Tools tools, String node) {
        this.tools = tools;
        this.node = node;
        this.storing = new Storing(tools, node);
    }

    @Override
    public Optional<Recording> begin(StreamId streamId) {
        return tools.storage()
                .inTransaction(work -> work.streams()
                        .lock(streamId)
                        .filter(stream -> stream.status() == StreamStatus.LIVE)
                        .flatMap(stream -> begin(work, streamId)));
    }

    private Optional<Recording> begin(UnitOfWork work, StreamId streamId) {
        Optional<Recording> open = openRecording(work, streamId);
        return open.isPresent() ? open.filter(it -> it.node().equals(node)) : Optional.of(begun(work, streamId));
    }

    /** This node's own, where there are several. */
    private Optional<Recording> openRecording(UnitOfWork work, StreamId streamId) {
        List<Recording> open = work.recordings().listFor(streamId).stream()
                .filter(it -> it.state() == RecordingState.RECORDING)
                .toList();
        return open.stream()
                .filter(it -> it.node().equals(node))
                .findFirst()
                .or(() -> open.stream().findFirst());
    }

    private Recording begun(UnitOfWork work, StreamId streamId) {
        Recording recording = Recording.begun(new RecordingId(tools.ids().next()), streamId, node, tools.now());
        work.recordings().insert(recording);
        return told(work, recording);
    }

    @Override
    public Optional<Claim> claim(StreamId streamId, Predicate<Recording> within) {
        return tools.storage()
                .inTransaction(work -> work.streams()
                        .lock(streamId)
                        .filter(stream -> stream.status() == StreamStatus.LIVE)
                        .filter(stream -> leased(work, streamId))
                        .map(stream -> claimed(work, streamId, within)));
    }

    private boolean leased(UnitOfWork work, StreamId streamId) {
        Instant now = tools.now();
        return work.recordings().takeLease(streamId, node, now, now.plus(RECORDER_LEASE));
    }

    private Claim claimed(UnitOfWork work, StreamId streamId, Predicate<Recording> within) {
        Optional<Recording> open = openRecording(work, streamId);
        if (open.isEmpty()) {
            return new Claim(begun(work, streamId), Optional.empty());
        }
        Recording found = open.get();
        if (found.node().equals(node) || within.test(found)) {
            return goOn(work, found);
        }
        Recording part = begun(work, streamId)
                .troubled("begins where node " + found.node() + " stopped; recording " + found.id()
                        + " has the part before");
        LOG.warn("recording {}: goes on for node {}, whose files are not here", part.id(), found.node());
        return new Claim(stored(work, part), Optional.of(found.node()));
    }

    private Claim goOn(UnitOfWork work, Recording recording) {
        String before = recording.node();
        if (before.equals(node)) {
            return new Claim(recording, Optional.empty());
        }
        LOG.warn("recording {}: node {} has stopped, this node goes on", recording.id(), before);
        String why = "node " + before + " stopped recording; node " + node + " went on at " + tools.now();
        return new Claim(stored(work, recording.takenOver(node, why)), Optional.of(before));
    }

    @Override
    public List<Claim> claimEnded(int limit, Predicate<Recording> within) {
        List<Recording> left =
                tools.storage().inTransaction(work -> work.recordings().listLeftOpen(limit));
        return left.stream()
                .filter(within)
                .flatMap(it -> claimEnded(it).stream())
                .toList();
    }

    private Optional<Claim> claimEnded(Recording found) {
        return tools.storage().inTransaction(work -> {
            Optional<StreamSession> stream = work.streams().lock(found.streamId());
            return stream.filter(it -> it.status() == StreamStatus.LIVE).isPresent() || !leased(work, found.streamId())
                    ? Optional.empty()
                    : work.recordings()
                            .lock(found.id())
                            .filter(it -> it.state() == RecordingState.RECORDING)
                            .map(it -> goOn(work, it));
        });
    }

    @Override
    public void release(StreamId streamId) {
        tools.storage().inTransaction(work -> {
            work.recordings().releaseLease(streamId, node);
            return streamId;
        });
    }

    @Override
    public Optional<Recording> finished(RecordingId id, RecordingFacts facts) {
        return tools.storage().inTransaction(work -> {
            Optional<Recording> found = work.recordings().find(id);
            Optional<StreamSession> stream = found.flatMap(it -> work.streams().lock(it.streamId()));
            return work.recordings().lock(id).map(recording -> finish(work, recording, stream, facts));
        });
    }

    private Recording finish(
            UnitOfWork work, Recording recording, Optional<StreamSession> stream, RecordingFacts facts) {
        boolean over = stream.filter(it -> it.status() == StreamStatus.ENDED || it.status() == StreamStatus.CANCELLED)
                        .isPresent()
                || stream.isEmpty();
        if (recording.state() != RecordingState.RECORDING
                || !over
                || !recording.node().equals(node)) {
            return recording;
        }
        Instant now = tools.now();
        work.recordings().releaseLease(recording.streamId(), node);
        Optional<StreamSession> ended = stream.filter(it -> it.status() == StreamStatus.ENDED);
        if (ended.isEmpty()) {
            return condemn(work, recording, "the class was called off or deleted");
        }
        if (!facts.playable()) {
            return stored(work, recording.failed(now, "nothing playable was recorded"));
        }
        Instant expiresAt =
                ended.get().recordingExpiresAt().orElse(tools.retention().recordingExpiresAt(now));
        if (isLongest(work, ended.get(), facts)) {
            work.streams()
                    .update(ended.get().toBuilder()
                            .recordingId(recording.id().toString())
                            .updatedAt(now)
                            .build());
        }
        return stored(work, recording.ready(now, facts, expiresAt, ended.get().migrationScheduledAt()));
    }

    /** Where several nodes recorded a part each, the longest part is the replay. */
    private static boolean isLongest(UnitOfWork work, StreamSession stream, RecordingFacts facts) {
        return stream.recordingId()
                .flatMap(RecordingId::parse)
                .flatMap(work.recordings()::find)
                .filter(Recording::watchable)
                .flatMap(Recording::facts)
                .filter(other -> other.duration().compareTo(facts.duration()) >= 0)
                .isEmpty();
    }

    @Override
    public void failed(RecordingId id, String why) {
        tools.storage()
                .inTransaction(work -> work.recordings()
                        .lock(id)
                        .filter(it -> it.state() == RecordingState.RECORDING)
                        .map(it -> stored(work, it.failed(tools.now(), why))));
    }

    @Override
    public Optional<Recording> find(RecordingId id) {
        return tools.storage().inTransaction(work -> work.recordings().find(id));
    }

    @Override
    public Optional<Recording> forStream(StreamId streamId) {
        List<Recording> all =
                tools.storage().inTransaction(work -> work.recordings().listFor(streamId));
        return all.stream()
                .filter(it -> !OVER.contains(it.state()) || it.state() == RecordingState.MIGRATED)
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    @Override
    public List<Recording> unfinished() {
        return tools.storage().inTransaction(work -> work.recordings().listOpen(node));
    }

    @Override
    public Round storeOnce(int limit) {
        return storing.once(limit, elsewhere -> false);
    }

    @Override
    public Round storeOnce(int limit, Predicate<Recording> within) {
        return storing.once(limit, within);
    }

    @Override
    public void renewStoring() {
        storing.renew();
    }

    /** What a class that is called off or deleted leaves is closed in the same commit. A workout lives on. */
    void condemnAll(UnitOfWork work, StreamId streamId, String why) {
        for (Recording recording : work.recordings().listFor(streamId)) {
            if (recording.state() == RecordingState.READY || recording.state() == RecordingState.RETAINED) {
                work.recordings().lock(recording.id()).ifPresent(it -> condemn(work, it, why));
            }
        }
    }

    /** Closes a recording for good: deleting it at the provider comes after the commit. */
    Recording condemn(UnitOfWork work, Recording recording, String why) {
        work.recordings()
                .log(new RetentionEntry(
                        tools.now(),
                        Action.CONDEMNED,
                        Optional.of(recording.id()),
                        Optional.of(recording.streamId()),
                        recording.assetId().map(Object::toString).orElse(""),
                        why));
        return stored(work, recording.deleting(tools.now()));
    }

    Recording stored(UnitOfWork work, Recording recording) {
        work.recordings().update(recording);
        return told(work, recording);
    }

    private Recording told(UnitOfWork work, Recording recording) {
        tools.publishAfterCommit(work, new RecordingChanged(recording));
        return recording;
    }
}
