package dev.stagedoor.mediaserver;

import java.util.Optional;

/**
 * A STUN or TURN server that clients are told of by a {@code Link} header (RFC 9725 section 4.6).
 *
 * @param url a {@code stun:}, {@code turn:} or {@code turns:} URI
 * @param username for TURN
 * @param credential for TURN; several clients cannot read {@code ;} and {@code ,} in it
 */
public record IceServer(String url, Optional<String> username, Optional<String> credential) {

    /** Refuses other schemes. */
    public IceServer {
        if (!url.matches("(stun|turn|turns):[^<>\\s]+")) {
            throw new IllegalArgumentException("iceServer url must start with stun:, turn: or turns:, was " + url);
        }
    }

    /** A STUN server. */
    public static IceServer stun(String url) {
        return new IceServer(url, Optional.empty(), Optional.empty());
    }
}
