package dev.stagedoor.core.recording;

import dev.stagedoor.core.Uuids;
import java.util.Optional;
import java.util.UUID;

/**
 * Names one recording.
 *
 * @param value time-ordered
 */
public record RecordingId(UUID value) {
    /**
     * @param text anything
     * @return the id it spells, or empty
     */
    public static Optional<RecordingId> parse(String text) {
        return Uuids.parse(text).map(RecordingId::new);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
