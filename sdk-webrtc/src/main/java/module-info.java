/** WHIP publisher and WHEP player: the protocol for any engine, and a headless engine on the pure-Java transport. */
module dev.stagedoor.webrtc {
    requires static org.jspecify;
    requires transitive dev.stagedoor.rtc;
    requires java.net.http;
    requires org.slf4j;

    exports dev.stagedoor.webrtc;
    exports dev.stagedoor.webrtc.headless;
    exports dev.stagedoor.webrtc.jdk;
}
