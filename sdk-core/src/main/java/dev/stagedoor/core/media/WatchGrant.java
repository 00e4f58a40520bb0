package dev.stagedoor.core.media;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.session.StreamId;
import java.time.Instant;

/**
 * What the gate has granted: one device of one person may begin to watch one class until an instant. A watch token is bound to all five.
 *
 * @param streamId the class
 * @param liveInputId where its media is
 * @param userId who
 * @param viewerSessionId which device; good for one viewing connection at a time
 * @param expiresAt when the token stops opening new connections; a running one goes on until revoked
 */
public record WatchGrant(
        StreamId streamId,
        LiveInputId liveInputId,
        UserId userId,
        ViewerSessionId viewerSessionId,
        Instant expiresAt) {}
