package dev.stagedoor.mediaserver.spi;

/**
 * One instant on a track's clock and on the wall, from a sender report (RFC 3550 section 6.4.1). The publisher's wall clock is
 * moved to the server's by one shift for all its tracks: two tracks are in step when they are placed by their readings.
 *
 * @param track the {@link TapTrack#index}
 * @param rtpTimestamp on the line of the track's packets, 0 to 2^32-1
 * @param wallNanos nanoseconds since 1970
 */
public record TapClock(int track, long rtpTimestamp, long wallNanos) {}
