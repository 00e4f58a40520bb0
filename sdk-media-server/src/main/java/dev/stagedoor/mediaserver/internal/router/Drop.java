package dev.stagedoor.mediaserver.internal.router;

/** Why a packet was thrown away. */
public enum Drop {
    /** From an address that no session has, and no check of a session's. */
    UNKNOWN_SOURCE,
    /** A check for one session from the address of another one that is alive. */
    ADDRESS_TAKEN,
    /** Neither STUN, DTLS, RTP nor RTCP. */
    UNKNOWN_PROTOCOL,
    /** Media before the keys are there. */
    TOO_EARLY,
    /** Wrong authentication tag, or not decryptable. */
    UNAUTHENTIC,
    /** Seen before. */
    REPLAYED,
    /** Not RTP or RTCP behind a good tag. */
    MALFORMED,
    /** An SSRC or payload type that was not agreed. */
    UNKNOWN_STREAM,
    /** A bandwidth probe. */
    PADDING,
    /** Came twice or too late. */
    STALE,
    /** Longer than a packet may be. */
    OVERSIZED,
    /** RTP from a viewer. */
    NOT_A_PUBLISHER,
    /** The socket took no more. */
    SEND_BUFFER_FULL,
    /** A retransmission above the viewer's budget. */
    RETRANSMISSION_BUDGET,
    /** Forwarded, but not copied: a tap was behind. */
    TAP_FULL
}
