package dev.stagedoor.rtc.sdp;

import java.util.Locale;
import java.util.Optional;

/** Which way media flows, seen from the side that wrote the description (RFC 8866 section 6.7). */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** The token used on the wire. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same flow seen from the other side. */
    public Direction reversed() {
        return switch (this) {
            case SENDONLY -> RECVONLY;
            case RECVONLY -> SENDONLY;
            case SENDRECV, INACTIVE -> this;
        };
    }

    /** Whether the writer of the description sends. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** Whether the writer of the description receives. */
    public boolean receives() {
        return this == SENDRECV || this == RECVONLY;
    }

    static Optional<Direction> of(String token) {
        return switch (token) {
            case "sendrecv" -> Optional.of(SENDRECV);
            case "sendonly" -> Optional.of(SENDONLY);
            case "recvonly" -> Optional.of(RECVONLY);
            case "inactive" -> Optional.of(INACTIVE);
            default -> Optional.empty();
        };
    }
}
