package dev.stagedoor.mediaserver.spi;

import java.util.Optional;

/**
 * Takes copies of what publishers send, for a recorder for example. A server has at most one; see {@code MediaServer.Builder.tap}.
 *
 * <p>Forwarding never waits for a tap: copies wait in a bounded queue for each live input, what does not fit is left out and
 * told by {@link TapSession#packetsLost}. Where nobody taps, nothing is copied.
 */
public interface MediaTap {

    /**
     * A live input has its first publisher, or has one again after it was over. Called on the tap's executor before anything
     * else is told of this live input, for several live inputs at once. May block: copies wait meanwhile. An exception is
     * logged and taken for an empty answer.
     *
     * @param feed where the copies come from
     * @return who takes them; empty when nobody does, and then nothing is copied until the live input is over
     */
    Optional<TapSession> open(TapFeed feed);
}
