package dev.stagedoor.mediaserver.internal;

import dev.stagedoor.mediaserver.internal.net.PacketHandler;
import dev.stagedoor.mediaserver.internal.router.Counters;
import dev.stagedoor.mediaserver.internal.router.Drop;
import dev.stagedoor.mediaserver.internal.router.Router;
import dev.stagedoor.rtc.ice.Protocol;
import java.net.InetSocketAddress;

/** Lets the media thread drive a router. */
public final class MediaRuntime implements PacketHandler {
    private final Router router;
    private final Counters counters;
    private boolean heardPlain;
    private volatile boolean heard;

    public MediaRuntime(Router router) {
        this.router = router;
        this.counters = router.counters();
    }

    @Override
    public void receive(Protocol protocol, InetSocketAddress remote, byte[] packet, int length, long nowNanos) {
        if (!heardPlain) {
            heardPlain = true;
            heard = true;
        }
        router.receive(protocol, remote, packet, length, nowNanos);
    }

    @Override
    public long tick(long nowNanos) {
        return router.tick(nowNanos);
    }

    @Override
    public void sent(int bytes, boolean taken) {
        if (taken) {
            counters.sent(bytes);
        } else {
            counters.drop(Drop.SEND_BUFFER_FULL);
        }
    }

    @Override
    public void loop(long nanos) {
        counters.loop(nanos);
    }

    /** Whether anything was ever read. */
    public boolean heard() {
        return heard;
    }
}
