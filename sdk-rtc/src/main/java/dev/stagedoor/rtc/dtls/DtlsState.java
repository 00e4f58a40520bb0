package dev.stagedoor.rtc.dtls;

/** State of a DTLS association, named as in W3C WebRTC ({@code RTCDtlsTransportState}). */
public enum DtlsState {
    /** Not begun. */
    NEW,
    /** Shaking hands. */
    CONNECTING,
    /** Keys are there. */
    CONNECTED,
    /** Closed by either side. Final. */
    CLOSED,
    /** The handshake failed. Final. */
    FAILED
}
