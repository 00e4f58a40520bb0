package dev.stagedoor.rtc.ice;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;

/**
 * Both ends of a way that datagrams take: on UDP a local socket and a remote address, on TCP a connection.
 *
 * @param protocol UDP or TCP
 * @param local the address that names the shell's socket; only ever handed back, a wildcard address is fine
 * @param remote the peer's address as seen by us, resolved
 */
public record NetworkPath(Protocol protocol, InetSocketAddress local, InetSocketAddress remote) {
    public NetworkPath {
        requireNonNull(protocol, "protocol");
        requireNonNull(local, "local");
        requireNonNull(remote, "remote");
        if (remote.isUnresolved()) {
            throw new IllegalArgumentException("remote must be resolved: " + remote);
        }
    }

    /** A UDP path. */
    public static NetworkPath udp(InetSocketAddress local, InetSocketAddress remote) {
        return new NetworkPath(Protocol.UDP, local, remote);
    }

    /** A path on an accepted or opened TCP connection. */
    public static NetworkPath tcp(InetSocketAddress local, InetSocketAddress remote) {
        return new NetworkPath(Protocol.TCP, local, remote);
    }
}
