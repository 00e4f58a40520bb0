package dev.stagedoor.e2e.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface that nobody uses at the moment. */
public final class Ports {

    private static final int ATTEMPTS = 50;

    private Ports() {}

    /** A port that is free for TCP and for UDP. */
    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = freeForTcp();
            if (isFreeForUdp(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no port is free for TCP and UDP");
    }

    private static int freeForTcp() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFreeForUdp(int port) {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(port))) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
