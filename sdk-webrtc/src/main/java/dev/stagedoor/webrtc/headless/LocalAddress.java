package dev.stagedoor.webrtc.headless;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/** Finds the own address that the network would use towards a host. */
final class LocalAddress {
    private LocalAddress() {}

    /** May wait for a name server. */
    static InetAddress towards(URI endpoint) {
        try {
            InetAddress host = ipv4(endpoint.getHost());
            if (host.isLoopbackAddress()) {
                return host;
            }
            try (DatagramSocket probe = new DatagramSocket()) {
                probe.connect(new InetSocketAddress(host, 9));
                return probe.getLocalAddress();
            }
        } catch (IOException e) {
            throw new WebRtcClientException("no way to " + endpoint.getHost(), e);
        }
    }

    private static InetAddress ipv4(String host) throws IOException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (address instanceof Inet4Address) {
                return address;
            }
        }
        throw new IOException(host + " has no IPv4 address");
    }
}
