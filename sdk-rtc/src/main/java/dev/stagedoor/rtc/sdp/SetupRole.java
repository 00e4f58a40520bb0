package dev.stagedoor.rtc.sdp;

import java.util.Locale;
import java.util.Optional;

/** The {@code a=setup} attribute (RFC 4145, RFC 8842): who opens the DTLS handshake. */
public enum SetupRole {
    /** Either role; only in an offer. */
    ACTPASS,
    /** The writer is the DTLS client. */
    ACTIVE,
    /** The writer is the DTLS server. */
    PASSIVE,
    /** No connection for now. */
    HOLDCONN;

    /** The token used on the wire. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<SetupRole> of(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "actpass" -> Optional.of(ACTPASS);
            case "active" -> Optional.of(ACTIVE);
            case "passive" -> Optional.of(PASSIVE);
            case "holdconn" -> Optional.of(HOLDCONN);
            default -> Optional.empty();
        };
    }
}
