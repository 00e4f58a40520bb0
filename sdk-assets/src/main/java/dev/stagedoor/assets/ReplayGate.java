package dev.stagedoor.assets;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;

/** Asked whether a person who holds a token may still watch, so that a right that was taken back stops opening within seconds. */
@FunctionalInterface
public interface ReplayGate {
    /**
     * @param recordingId what is watched
     * @param userId who watches
     * @return whether that is still right; a fault is thrown, and nothing is served then
     */
    boolean mayWatch(RecordingId recordingId, UserId userId);
}
