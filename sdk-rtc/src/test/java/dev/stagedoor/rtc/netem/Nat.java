package dev.stagedoor.rtc.netem;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A NAT in front of one inside address (RFC 4787); lets in only what was written to from inside. */
public final class Nat {

    /** How a mapping depends on the destination. */
    public enum Mapping {
        ENDPOINT_INDEPENDENT,
        /** Another outside port for each destination: a symmetric NAT. */
        ADDRESS_AND_PORT_DEPENDENT
    }

    private record Key(InetSocketAddress inside, Optional<InetSocketAddress> destination) {}

    private record Hole(InetSocketAddress outside, InetSocketAddress peer) {}

    private final InetAddress outside;
    private final Mapping mapping;
    private final Map<Key, InetSocketAddress> outsides = new HashMap<>();
    private final Map<InetSocketAddress, InetSocketAddress> insides = new HashMap<>();
    private final Set<Hole> holes = new HashSet<>();
    private int nextPort = 40_000;

    public Nat(InetAddress outside, Mapping mapping) {
        this.outside = outside;
        this.mapping = mapping;
    }

    InetAddress outside() {
        return outside;
    }

    InetSocketAddress outbound(InetSocketAddress inside, InetSocketAddress destination) {
        Optional<InetSocketAddress> peer =
                mapping == Mapping.ENDPOINT_INDEPENDENT ? Optional.empty() : Optional.of(destination);
        InetSocketAddress mapped =
                outsides.computeIfAbsent(new Key(inside, peer), key -> new InetSocketAddress(outside, nextPort++));
        insides.put(mapped, inside);
        holes.add(new Hole(mapped, destination));
        return mapped;
    }

    Optional<InetSocketAddress> inbound(InetSocketAddress mapped, InetSocketAddress from) {
        return holes.contains(new Hole(mapped, from)) ? Optional.ofNullable(insides.get(mapped)) : Optional.empty();
    }

    /** Forgets every mapping, as a restarted router does: the next datagram goes out from another port. */
    public void rebind() {
        outsides.clear();
        insides.clear();
        holes.clear();
    }
}
