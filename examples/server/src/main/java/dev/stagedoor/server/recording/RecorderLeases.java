package dev.stagedoor.server.recording;

import dev.stagedoor.core.recording.RecordingId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Until when this node may write to which recordings. */
public final class RecorderLeases {
    private final InstantSource clock;
    private final Map<RecordingId, Instant> until = new ConcurrentHashMap<>();

    /** None yet. */
    public RecorderLeases(InstantSource clock) {
        this.clock = clock;
    }

    void hold(RecordingId id, Instant end) {
        until.put(id, end);
    }

    void drop(RecordingId id) {
        until.remove(id);
    }

    /** Whether this node may write to it now. */
    public boolean holds(RecordingId id) {
        Instant end = until.get(id);
        return end != null && clock.instant().isBefore(end);
    }
}
