/** Pure-Java WebRTC transport without sockets, threads or clocks: ICE, DTLS, SRTP, RTP, SDP. */
module dev.stagedoor.rtc {
    requires static org.jspecify;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.pkix;

    exports dev.stagedoor.rtc;
    exports dev.stagedoor.rtc.codec;
    exports dev.stagedoor.rtc.dtls;
    exports dev.stagedoor.rtc.ice;
    exports dev.stagedoor.rtc.rtp;
    exports dev.stagedoor.rtc.sdp;
    exports dev.stagedoor.rtc.srtp;
}
