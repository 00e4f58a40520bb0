package dev.stagedoor.core.catalog;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayTicket;

/** Whether somebody may watch a workout. */
public sealed interface WatchWorkoutResult {
    /**
     * Watch.
     *
     * @param recordingId what plays
     * @param ticket what a player needs
     */
    record Watch(RecordingId recordingId, ReplayTicket ticket) implements WatchWorkoutResult {}

    /**
     * The gate is closed.
     *
     * @param explanation the gate's reasons
     */
    record Denied(AccessExplanation explanation) implements WatchWorkoutResult {}

    /**
     * The gate is open, but the video cannot be reached now.
     *
     * @param message for people
     */
    record Unavailable(String message) implements WatchWorkoutResult {}
}
