package dev.stagedoor.rtc.ice;

/** State of an ICE transport, named as in W3C WebRTC ({@code RTCIceTransportState}). */
public enum IceState {
    /** Waiting for remote credentials. */
    NEW,
    /** Checking pairs; none works yet. */
    CHECKING,
    /** A pair works and is in use. */
    CONNECTED,
    /** Consent lapsed on the pair in use; it may come back by itself. */
    DISCONNECTED,
    /** No pair works. Final, until a restart. */
    FAILED,
    /** Closed by command. Final. */
    CLOSED
}
