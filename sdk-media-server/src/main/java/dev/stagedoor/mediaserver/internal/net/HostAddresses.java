package dev.stagedoor.mediaserver.internal.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses that clients are told, the one most likely to be reached first. */
public final class HostAddresses {
    private static final int MOST = 6;
    /** A documentation address (RFC 5737): asking for the way there sends nothing. */
    private static final InetSocketAddress ELSEWHERE = new InetSocketAddress("192.0.2.1", 9);

    private HostAddresses() {}

    /**
     * @param advertised told first, as they are
     * @param bound what the socket is bound to; unless it is the wildcard, no other address is told
     */
    public static List<InetAddress> of(List<InetAddress> advertised, InetAddress bound) {
        Set<InetAddress> found = new LinkedHashSet<>(advertised);
        if (!bound.isAnyLocalAddress()) {
            found.add(bound);
            return List.copyOf(found);
        }
        defaultRoute().ifPresent(found::add);
        found.addAll(ofInterfaces());
        List<InetAddress> told = new ArrayList<>(found.stream().limit(MOST).toList());
        found.stream()
                .filter(InetAddress::isLoopbackAddress)
                .filter(a -> !told.contains(a))
                .forEach(told::add);
        return told;
    }

    private static Optional<InetAddress> defaultRoute() {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(ELSEWHERE);
            InetAddress address = socket.getLocalAddress();
            return address.isAnyLocalAddress() ? Optional.empty() : Optional.of(address);
        } catch (IOException | java.io.UncheckedIOException noRoute) {
            return Optional.empty();
        }
    }

    private static List<InetAddress> ofInterfaces() {
        List<InetAddress> all = new ArrayList<>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress() && !address.isMulticastAddress())
                    .filter(address -> address instanceof Inet4Address || !address.isLoopbackAddress())
                    .forEach(all::add);
        } catch (IOException none) {
            all.add(InetAddress.getLoopbackAddress());
        }
        all.sort(Comparator.comparing((InetAddress address) -> !address.isLoopbackAddress() ? 0 : 1)
                .thenComparing(address -> address instanceof Inet4Address ? 0 : 1));
        return all;
    }
}
