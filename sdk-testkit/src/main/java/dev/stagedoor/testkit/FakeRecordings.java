package dev.stagedoor.testkit;

import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A recording provider without media: keeps the promises of the SPI, and lets a test have a local copy, lose an asset, or meet a fault by one call. It outlives
 * the platforms over it, as a real one outlives a process. Safe for use by many threads.
 */
public final class FakeRecordings implements RecordingProvider {
    private final InstantSource clock;
    private final Map<RecordingId, Long> local = new HashMap<>();
    private final NavigableMap<String, Asset> assets = new TreeMap<>();
    private final List<AssetId> deletions = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();

    private record Asset(RecordingId recordingId, long bytes, Instant createdAt) {}

    /** What can go wrong at a provider. */
    public enum Fault {
        /** HTTP 5xx before anything was done. */
        SERVER_ERROR,
        /** The answer did not come in time, but the effect took place. */
        TIME_OUT_AFTER_EFFECT,
        /** HTTP 429: {@link #PAUSE} is asked for. */
        RATE_LIMITED,
        /** HTTP 409: the provider still works on it. A deletion is postponed, everything else fails. */
        STILL_IN_USE
    }

    /** How long a rate-limited caller is asked to wait. */
    public static final Duration PAUSE = Duration.ofMinutes(3);

    /**
     * @param clock decides when assets were made
     */
    public FakeRecordings(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes the local copy of a recording, as a recorder would.
     *
     * @param id which recording
     */
    public synchronized void recorded(RecordingId id) {
        local.put(id, 1_000L);
    }

    /**
     * Lets the next calls that reach the provider go wrong, one each.
     *
     * @param next in order
     */
    public synchronized void meet(Fault... next) {
        faults.addAll(List.of(next));
    }

    /**
     * Puts an asset there that nobody asked for.
     *
     * @param id its name
     */
    public synchronized void plant(AssetId id) {
        assets.put(id.value(), new Asset(new RecordingId(new UUID(0, 1)), 1, clock.instant()));
    }

    /**
     * Loses an asset, as a provider should not.
     *
     * @param id its name
     */
    public synchronized void lose(AssetId id) {
        assets.remove(id.value());
    }

    /**
     * @param id a recording
     * @return whether its local copy is there
     */
    public synchronized boolean hasLocal(RecordingId id) {
        return local.containsKey(id);
    }

    /** {@return names of all assets, in order} */
    public synchronized List<AssetId> assets() {
        return assets.keySet().stream().map(AssetId::new).toList();
    }

    /** {@return names of assets that were really there when they were deleted, in order of their deletion} */
    public synchronized List<AssetId> deletions() {
        return List.copyOf(deletions);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public synchronized Optional<StoredAsset> store(RecordingId id) {
        Long bytes = local.get(id);
        if (bytes == null) {
            return Optional.empty();
        }
        Optional<Fault> fault = refuse("store " + id);
        assets.putIfAbsent("asset-" + id, new Asset(id, bytes, clock.instant()));
        hide(fault, "store " + id);
        return Optional.of(new StoredAsset(new AssetId("asset-" + id), bytes));
    }

    @Override
    public synchronized void dropLocal(RecordingId id) {
        local.remove(id);
    }

    @Override
    public synchronized DeleteResult delete(AssetId id) {
        if (faults.peek() == Fault.STILL_IN_USE) {
            faults.remove();
            return new DeleteResult.StillInUse(Optional.empty());
        }
        Optional<Fault> fault = refuse("delete " + id);
        boolean there = assets.remove(id.value()) != null;
        if (there) {
            deletions.add(id);
        }
        hide(fault, "delete " + id);
        return there ? new DeleteResult.Deleted() : new DeleteResult.AlreadyGone();
    }

    /** {@return the fault that shows only after the effect, if that is what comes next; any other is thrown} */
    private Optional<Fault> refuse(String what) {
        Fault next = faults.poll();
        if (next == null || next == Fault.TIME_OUT_AFTER_EFFECT) {
            return Optional.ofNullable(next);
        }
        throw new RecordingException(what + ": " + next, true, next == Fault.RATE_LIMITED ? PAUSE : null, null);
    }

    private static void hide(Optional<Fault> fault, String what) {
        if (fault.isPresent()) {
            throw new RecordingException(what + " did not answer in time", true, null, null);
        }
    }

    @Override
    public synchronized boolean exists(AssetId id) {
        return assets.containsKey(id.value());
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        return new ReplayTicket(
                URI.create("fake:hls/" + grant.recordingId() + "/index.m3u8"),
                "watch-" + grant.recordingId() + "-" + grant.userId(),
                grant.expiresAt());
    }

    @Override
    public synchronized AssetPage list(Optional<String> after, int limit) {
        List<AssetPage.Found> found = assets.tailMap(after.orElse(""), false).entrySet().stream()
                .limit(limit)
                .map(it -> new AssetPage.Found(
                        new AssetId(it.getKey()),
                        Optional.of(it.getValue().recordingId()),
                        it.getValue().createdAt()))
                .toList();
        boolean more = found.size() == limit;
        return new AssetPage(
                found, more ? Optional.of(found.get(found.size() - 1).id().value()) : Optional.empty());
    }

    @Override
    public void close() {}
}
