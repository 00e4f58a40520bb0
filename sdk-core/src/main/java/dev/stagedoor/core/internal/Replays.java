package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs what players need, never for longer than the right lasts. The provider is never called inside a transaction. */
public final class Replays {
    private static final Logger LOG = LoggerFactory.getLogger(Replays.class);

    private final Tools tools;
    private final Duration lifetime;

    /**
     * @param tools what the room works with
     * @param lifetime how long a ticket opens anything at most
     */
    public Replays(Tools tools, Duration lifetime) {
        this.tools = tools;
        this.lifetime = lifetime;
    }

    /** {@return the ticket; empty when the provider fails now} */
    Optional<ReplayTicket> ticket(Recording recording, UserId user, Optional<Instant> rightEndsAt) {
        Instant longest = tools.now().plus(lifetime);
        Instant until = rightEndsAt.filter(longest::isAfter).orElse(longest);
        try {
            return Optional.of(
                    tools.recordings().ticket(new ReplayGrant(recording.id(), recording.assetId(), user, until)));
        } catch (RecordingException fault) {
            LOG.warn("no ticket for recording {}", recording.id(), fault);
            return Optional.empty();
        }
    }
}
