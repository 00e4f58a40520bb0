package dev.stagedoor.core.retention;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of what was done to recordings, written in the same commit and never edited.
 *
 * @param at when
 * @param action what
 * @param recordingId to which recording; empty for an asset that nobody owned
 * @param streamId of which class
 * @param subject the provider's name for the asset, or the workout
 * @param why in words for an operator, at most 500 characters
 */
public record RetentionEntry(
        Instant at,
        Action action,
        Optional<RecordingId> recordingId,
        Optional<StreamId> streamId,
        String subject,
        String why) {
    /** What can be done to a recording. */
    public enum Action {
        /** Replay access is over and the recording waits for the catalog. */
        RETAINED,
        /** Closed, and to be deleted. */
        CONDEMNED,
        /** Deleted at the provider. */
        DELETED,
        /** Became a workout. */
        MIGRATED,
        /** An asset that nobody owned was deleted. */
        ORPHAN_DELETED,
        /** The asset of a recording is not there any more. */
        ASSET_MISSING;

        /** {@return the lower-case name, as in API and database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
