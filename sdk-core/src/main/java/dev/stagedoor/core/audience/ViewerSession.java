package dev.stagedoor.core.audience;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;
import java.util.Optional;

/**
 * One device that was let in.
 *
 * @param id which device
 * @param streamId which class
 * @param userId whose
 * @param admittedAt when the gate let it in
 * @param expiresAt when its ticket stops opening connections
 * @param joinedAt when its media connection stood
 * @param leftAt when it stopped watching or was cut off
 */
public record ViewerSession(
        ViewerSessionId id,
        StreamId streamId,
        UserId userId,
        Instant admittedAt,
        Instant expiresAt,
        Optional<Instant> joinedAt,
        Optional<Instant> leftAt) {}
