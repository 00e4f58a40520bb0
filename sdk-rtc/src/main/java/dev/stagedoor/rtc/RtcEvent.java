package dev.stagedoor.rtc;

import dev.stagedoor.rtc.ice.IceState;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.srtp.SrtpContext;
import dev.stagedoor.rtc.srtp.SrtpProfile;

/** Something that happened in a {@link RtcTransport}. */
public sealed interface RtcEvent extends Output {

    /** The ICE transport moved to another state (the names are those of W3C WebRTC's {@code RTCIceTransportState}). */
    record IceStateChanged(IceState state) implements RtcEvent {}

    /**
     * The first correctly keyed STUN message came by this path: datagrams from its remote address belong to this
     * transport. At most {@link RtcTransport#MAX_PATHS} paths are held at a time; one more retires the oldest.
     */
    record PathAuthenticated(NetworkPath path) implements RtcEvent {}

    /** The path is no longer held; the shell drops the address from its demultiplexing table. */
    record PathRetired(NetworkPath path) implements RtcEvent {}

    /** Media and DTLS are to be sent on this path from now on (nomination, migration, restart). */
    record PathSelected(NetworkPath path) implements RtcEvent {}

    /**
     * The DTLS handshake is done and the peer's certificate has the agreed fingerprint. Each context belongs to one
     * thread at a time; the transport itself keeps using neither.
     *
     * @param profile the negotiated SRTP protection profile
     * @param inbound removes protection from what the peer sends
     * @param outbound protects what we send
     */
    record DtlsConnected(SrtpProfile profile, SrtpContext inbound, SrtpContext outbound) implements RtcEvent {}

    /** Consent lapsed: stop sending media. The transport still listens, and consent may come back. */
    record ConsentExpired() implements RtcEvent {}

    /** The peer shows life again: media may be sent. */
    record ConsentRestored() implements RtcEvent {}

    /** The transport is of no more use. Nothing follows. */
    record Failed(Reason reason, String detail) implements RtcEvent {

        /** Why a transport failed. */
        public enum Reason {
            /** No candidate pair worked in time. */
            ICE_FAILED,
            /** The handshake broke off, on either side. */
            DTLS_HANDSHAKE_FAILED,
            /** The handshake took longer than allowed. */
            DTLS_TIMEOUT,
            /** The peer's certificate is not the one announced in the SDP (RFC 8122 section 6.2). */
            FINGERPRINT_MISMATCH,
            /** No SRTP profile in common. */
            NO_SRTP_PROFILE
        }
    }

    /** The peer closed the DTLS association (close_notify or a fatal alert). Nothing follows. */
    record ClosedByPeer() implements RtcEvent {}
}
