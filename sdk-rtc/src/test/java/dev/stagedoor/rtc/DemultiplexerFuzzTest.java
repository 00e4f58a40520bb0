package dev.stagedoor.rtc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.stagedoor.rtc.netem.TwoPeers;
import java.net.InetSocketAddress;
import java.time.Duration;

/** Any bytes at the one port of a live session: nothing may be thrown, and the session goes on. */
class DemultiplexerFuzzTest {
    private static final TwoPeers.Session SESSION = connected();

    @FuzzTest
    void no_bytes_harm_a_live_session(byte[] bytes) {
        InetSocketAddress from = TwoPeers.CLIENT_SOCKET;
        SESSION.server().receive(from, bytes.clone(), SESSION.simulation().now());
        SESSION.client()
                .receive(
                        TwoPeers.SERVER_SOCKET,
                        bytes.clone(),
                        SESSION.simulation().now());
        if (!SESSION.server().isConnected() || !SESSION.client().isConnected()) {
            throw new AssertionError("the session is gone");
        }
    }

    private static TwoPeers.Session connected() {
        TwoPeers.Session session = new TwoPeers(1).start();
        if (!session.connect(Duration.ofSeconds(1))) {
            throw new AssertionError("no session");
        }
        return session;
    }
}
