package dev.stagedoor.webrtc.headless;

/** A client that cannot go on: the endpoint refused it, or the machine has no socket for it. */
public final class WebRtcClientException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WebRtcClientException(String message) {
        super(message);
    }

    WebRtcClientException(String message, Throwable cause) {
        super(message, cause);
    }
}
