package dev.stagedoor.mediaserver.internal.router;

import java.time.Duration;

/**
 * What the router is told.
 *
 * @param grace how long viewers wait for a publisher
 * @param silence how long a publisher may send nothing before it counts as lost
 * @param connect how long a session may take from POST to keys
 * @param idle how long a connected publisher may take to send its first packet
 * @param videoPackets ring size of a video track, a power of two
 * @param audioPackets ring size of an audio track, a power of two
 * @param maximumBitrate told to publishers that take REMB, in bits per second
 */
public record RouterOptions(
        Duration grace,
        Duration silence,
        Duration connect,
        Duration idle,
        int videoPackets,
        int audioPackets,
        long maximumBitrate) {

    /** The defaults with this grace period. */
    public static RouterOptions withGrace(Duration grace) {
        return new RouterOptions(
                grace, Duration.ofSeconds(3), Duration.ofSeconds(20), Duration.ofSeconds(30), 2048, 256, 8_000_000);
    }
}
