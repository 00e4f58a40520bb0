package dev.stagedoor.mediaserver.spi;

import java.time.Instant;
import java.util.List;

/**
 * Takes the copies of one live input, from its first publisher to its end. Called on the tap's executor, one call at a time, in
 * the order in which things happened. An exception is logged and the next call is made nevertheless.
 */
public interface TapSession {

    /**
     * A publisher sends from now on: the first one, one that came back, or the same one with another encoder. Track numbers,
     * sequence numbers and timestamps of earlier packets mean nothing any more.
     *
     * @param tracks what it sends, each at its own {@link TapTrack#index}; one or two
     * @param at by the server's clock
     */
    void broadcastStarted(List<TapTrack> tracks, Instant at);

    /** A packet, as it went to viewers; packets may come out of order. */
    void packet(TapPacket packet);

    /** A track's timestamps on the wall clock, each time the publisher reports. Some publishers never do. */
    void clock(TapClock reading);

    /** Copies were left out here because the queue was full. */
    void packetsLost(long packets);

    /** The publisher went away or fell silent. */
    void publisherLost(Instant at);

    /** The publisher that fell silent sends again. One that connected anew is told by {@link #broadcastStarted} instead. */
    void publisherReturned(Instant at);

    /** The live input is over; nothing comes after this. */
    void ended(Instant at);
}
