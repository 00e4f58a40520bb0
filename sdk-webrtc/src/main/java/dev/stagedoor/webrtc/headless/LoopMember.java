package dev.stagedoor.webrtc.headless;

/** Something that an {@link RtcLoop} serves; all methods run on its thread. */
interface LoopMember {
    /** The socket has datagrams. */
    void readable();

    /** The deadline has come. */
    void due(long nowNanos);

    /** When {@link #due} is to be called; {@link Long#MAX_VALUE} for never. */
    long deadline();

    /** The loop ends. */
    void shutdown();
}
