package dev.stagedoor.mediaserver;

import java.time.Duration;
import java.util.Map;

/**
 * One session as it is now, for debugging.
 *
 * @param id the session's id, the last segment of its URL
 * @param role what the session does
 * @param liveInputId the live input it belongs to
 * @param person who it belongs to
 * @param state the transport's state: {@code new}, {@code connecting}, {@code connected}, {@code closed}
 * @param path the nominated address pair with its protocol, or empty text
 * @param age since the POST
 * @param details counters and settings by name: codecs, SRTP profile, packets, bytes, losses, retransmissions
 */
public record SessionSnapshot(
        String id,
        Role role,
        String liveInputId,
        String person,
        String state,
        String path,
        Duration age,
        Map<String, String> details) {

    /** What a session does. */
    public enum Role {
        BROADCAST,
        VIEWER
    }
}
