/** The embedded media server: WHIP in, WHEP out, one port, forwarding without transcoding. */
module dev.stagedoor.mediaserver {
    requires transitive dev.stagedoor.core;
    requires dev.stagedoor.rtc;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.stagedoor.mediaserver;
    exports dev.stagedoor.mediaserver.spi;
}
