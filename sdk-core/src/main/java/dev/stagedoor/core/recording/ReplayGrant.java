package dev.stagedoor.core.recording;

import dev.stagedoor.core.accounts.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What the gate has granted: one person may watch one recording until an instant.
 *
 * @param recordingId the recording
 * @param assetId where it is stored; empty while only the node that made it has it
 * @param userId who
 * @param expiresAt when the token stops opening anything: never after the person's right ends
 */
public record ReplayGrant(RecordingId recordingId, Optional<AssetId> assetId, UserId userId, Instant expiresAt) {}
