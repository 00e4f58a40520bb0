package dev.stagedoor.webrtc.headless;

/** Where a client stands. */
public enum ClientState {
    /** On the way for the first time. */
    CONNECTING,
    /** Keys are there and media may flow. */
    LIVE,
    /** Was live, or the server said "later": another attempt is under way or due. */
    RECONNECTING,
    /** Over, by {@code close()} or because the server refused. Final. */
    CLOSED
}
