package dev.stagedoor.testkit.internal;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadFactory;

/** HTTP servers of the JDK for tests. */
public final class LoopbackHttp {
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private LoopbackHttp() {}

    /**
     * @param port on loopback, 0 for a free one
     * @return a server that is not started
     * @throws IOException when the port is taken
     */
    public static HttpServer create(int port) throws IOException {
        if (System.getProperty(NO_DELAY) == null) {
            // the server writes header and body apart: with Nagle's algorithm each answer waits 40 ms for the other
            // side's delayed acknowledgement
            System.setProperty(NO_DELAY, "true");
        }
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    }

    /** {@return daemon threads of this name} */
    public static ThreadFactory daemons(String name) {
        return work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
