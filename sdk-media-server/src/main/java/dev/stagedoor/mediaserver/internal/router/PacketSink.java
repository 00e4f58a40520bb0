package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.rtc.ice.NetworkPath;

/** Where packets leave. Called by the media thread only. */
public interface PacketSink {
    /** Sends a datagram, or on TCP a frame. The array is reused after the call. */
    void send(NetworkPath path, byte[] packet, int offset, int length);

    /** Nothing more is sent there; a TCP connection is closed when what was sent is out. */
    void release(NetworkPath path);
}
