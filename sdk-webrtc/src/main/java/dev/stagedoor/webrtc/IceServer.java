package dev.stagedoor.webrtc;

/**
 * A STUN or TURN server announced by the endpoint (RFC 9725 section 4.6).
 *
 * @param uri a {@code stun:}, {@code turn:} or {@code turns:} URI
 * @param username empty for none
 * @param credential empty for none
 */
public record IceServer(String uri, String username, String credential) {
    /** Hides the credential. */
    @Override
    public String toString() {
        return "IceServer[" + uri + "]";
    }
}
