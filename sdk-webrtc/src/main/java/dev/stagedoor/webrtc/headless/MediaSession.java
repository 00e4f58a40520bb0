package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import java.util.List;

/** What flows over one connection once it is agreed: the part in which publisher and player differ. */
interface MediaSession {
    void connected(long nowNanos);

    void rtp(RtpPacket packet, long nowNanos);

    void rtcp(List<RtcpPacket> packets, long nowNanos);

    long deadline();

    void due(long nowNanos);

    /** Says good-bye to the peer before the transport closes. */
    void end();
}
