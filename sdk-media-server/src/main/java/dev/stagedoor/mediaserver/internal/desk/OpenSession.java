package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.mediaserver.internal.http.Door;
import dev.stagedoor.mediaserver.internal.router.Peer;
import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** A session with what its URL and the limits need to know. */
record OpenSession(Door door, String name, InetAddress address, Peer peer, AtomicBoolean settled) {
    OpenSession(Door door, String name, InetAddress address, Peer peer) {
        this(door, name, address, peer, new AtomicBoolean());
    }

    /** Whether it was pending until now. */
    boolean settle() {
        return settled.compareAndSet(false, true);
    }
}
