package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import java.util.List;

/** What a {@link Peer} tells its owner, on the loop's thread. */
interface PeerListener {
    void connected(long nowNanos);

    /** The view and its bytes are valid during the call only; they may be written to. */
    void rtp(RtpPacket packet, long nowNanos);

    void rtcp(List<RtcpPacket> packets, long nowNanos);

    void consent(boolean fresh);

    /** The transport is of no more use. */
    void gone(String reason);

    long mediaDeadline();

    void mediaDue(long nowNanos);
}
