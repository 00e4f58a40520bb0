package dev.stagedoor.mediaserver.internal.net;

import dev.stagedoor.rtc.ice.Protocol;
import java.net.InetSocketAddress;

/** What the media thread drives. */
public interface PacketHandler {
    /** A datagram or TCP frame came in; the array is reused after the call. */
    void receive(Protocol protocol, InetSocketAddress remote, byte[] packet, int length, long nowNanos);

    /** Does what is due; returns when it is to be called again at the latest. */
    long tick(long nowNanos);

    /** A datagram was written, or the socket did not take it. */
    void sent(int bytes, boolean taken);

    /** A round of the loop took this long. */
    void loop(long nanos);
}
