package dev.stagedoor.core.retention;

import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.session.StreamId;
import java.util.Optional;

/**
 * What a sweep would do now.
 *
 * @param action what
 * @param recordingId to which recording; empty for an asset that nobody owns
 * @param streamId of which class
 * @param why in words for an operator
 */
public record PlannedAction(
        RetentionEntry.Action action, Optional<RecordingId> recordingId, Optional<StreamId> streamId, String why) {}
