package dev.stagedoor.assets;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingId;
import java.time.Instant;

/**
 * What a token says: this person may watch this recording until then.
 *
 * @param recordingId the one recording it opens
 * @param userId whose it is
 * @param expiresAt when it stops opening anything, to the millisecond
 */
public record ReplayToken(RecordingId recordingId, UserId userId, Instant expiresAt) {}
