package dev.stagedoor.testkit;

import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.RecordingStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

final class MemoryRecordings implements RecordingStore {
    private static final Set<RecordingState> WAITING = EnumSet.of(RecordingState.READY, RecordingState.RETAINED);
    private static final Set<RecordingState> KEPT =
            EnumSet.of(RecordingState.READY, RecordingState.RETAINED, RecordingState.MIGRATED);
    private static final Comparator<Recording> BY_ID =
            Comparator.comparing(it -> it.id().toString());
    private static final Comparator<Recording> BY_START =
            Comparator.comparing(Recording::startedAt).thenComparing(BY_ID);

    private final Table<RecordingId, Recording> table;
    private final Table<Integer, RetentionEntry> log;
    private final Table<StreamId, Lease> leases;
    private final Table<RecordingId, Lease> storing;
    private final MemoryStreams streams;
    private int entries;

    MemoryRecordings(Table.UndoLog undo, MemoryStreams streams) {
        this.streams = streams;
        leases = new Table<>(undo);
        storing = new Table<>(undo);
        table = new Table<>(undo);
        log = new Table<>(undo);
    }

    @Override
    public void insert(Recording recording) {
        table.put(recording.id(), recording);
    }

    @Override
    public Optional<Recording> find(RecordingId id) {
        return table.find(id);
    }

    @Override
    public Optional<Recording> findByAsset(AssetId assetId) {
        return table.rows()
                .filter(it -> it.assetId().equals(Optional.of(assetId)))
                .findFirst();
    }

    @Override
    public Optional<Recording> lock(RecordingId id) {
        return find(id);
    }

    @Override
    public void update(Recording recording) {
        table.put(recording.id(), recording);
    }

    @Override
    public List<Recording> listFor(StreamId streamId) {
        return table.rows()
                .filter(it -> it.streamId().equals(streamId))
                .sorted(BY_START.reversed())
                .toList();
    }

    @Override
    public List<Recording> listOpen(String node) {
        return table.rows()
                .filter(it -> it.state() == RecordingState.RECORDING)
                .filter(it -> it.node().equals(node))
                .sorted(BY_START)
                .toList();
    }

    @Override
    public List<Recording> listLeftOpen(int limit) {
        return table.rows()
                .filter(it -> it.state() == RecordingState.RECORDING)
                .filter(it -> streams.find(it.streamId())
                        .filter(stream -> stream.status() == StreamStatus.LIVE)
                        .isEmpty())
                .sorted(BY_START)
                .limit(limit)
                .toList();
    }

    private record Lease(String node, Instant until) {}

    @Override
    public boolean takeLease(StreamId streamId, String node, Instant now, Instant until) {
        return take(leases, streamId, node, now, until);
    }

    @Override
    public void releaseLease(StreamId streamId, String node) {
        release(leases, streamId, node);
    }

    private static <K> boolean take(Table<K, Lease> leases, K key, String node, Instant now, Instant until) {
        boolean held = leases.find(key)
                .filter(it -> !it.node().equals(node) && it.until().isAfter(now))
                .isPresent();
        if (!held) {
            leases.put(key, new Lease(node, until));
        }
        return !held;
    }

    private static <K> void release(Table<K, Lease> leases, K key, String node) {
        leases.find(key)
                .filter(it -> it.node().equals(node))
                .ifPresent(it -> leases.put(key, new Lease(node, Instant.MIN)));
    }

    @Override
    public List<Recording> listLocal(String node, int limit) {
        return local().filter(it -> it.node().equals(node))
                .sorted(BY_START)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Recording> listLocalElsewhere(String node, Optional<RecordingId> after, int limit) {
        return local().filter(it -> !it.node().equals(node))
                .filter(it -> isAfter(it, after))
                .sorted(BY_ID)
                .limit(limit)
                .toList();
    }

    private Stream<Recording> local() {
        return table.rows()
                .filter(it -> it.state() != RecordingState.RECORDING && it.state() != RecordingState.DELETED)
                .filter(Recording::local);
    }

    private static boolean isAfter(Recording recording, Optional<RecordingId> after) {
        return after.map(last -> recording.id().toString().compareTo(last.toString()) > 0)
                .orElse(true);
    }

    @Override
    public boolean takeStoring(RecordingId id, String node, Instant now, Instant until) {
        return table.find(id).isPresent() && take(storing, id, node, now, until);
    }

    @Override
    public void releaseStoring(RecordingId id, String node) {
        release(storing, id, node);
    }

    @Override
    public List<RecordingId> listDue(Instant now, int limit) {
        return due(now, Recording::dueAt, WAITING)
                .limit(limit)
                .map(Recording::id)
                .toList();
    }

    @Override
    public List<RecordingId> listMigratable(Instant now, int limit) {
        return due(now, Recording::migrateAt, WAITING)
                .limit(limit)
                .map(Recording::id)
                .toList();
    }

    private Stream<Recording> due(
            Instant now, Function<Recording, Optional<Instant>> when, Set<RecordingState> states) {
        return table.rows()
                .filter(it -> states.contains(it.state()))
                .filter(it -> when.apply(it).filter(at -> !at.isAfter(now)).isPresent())
                .sorted(Comparator.comparing((Recording it) -> when.apply(it).orElseThrow())
                        .thenComparing(BY_ID));
    }

    @Override
    public List<Recording> claimDeleting(Instant now, Instant leaseUntil, int limit) {
        List<Recording> claimed = due(now, Recording::dueAt, EnumSet.of(RecordingState.DELETING))
                .limit(limit)
                .map(it -> it.dueAgain(leaseUntil).triedAgain())
                .toList();
        claimed.forEach(this::update);
        return claimed;
    }

    @Override
    public List<Recording> listStored(Optional<RecordingId> after, int limit) {
        return table.rows()
                .filter(it -> KEPT.contains(it.state()) && it.assetId().isPresent())
                .filter(it -> isAfter(it, after))
                .sorted(BY_ID)
                .limit(limit)
                .toList();
    }

    @Override
    public void log(RetentionEntry entry) {
        log.put(entries++, entry);
    }

    @Override
    public List<RetentionEntry> listLog(int limit) {
        List<RetentionEntry> all = log.rows().toList();
        return Stream.iterate(all.size() - 1, index -> index >= 0, index -> index - 1)
                .limit(limit)
                .map(all::get)
                .toList();
    }
}
