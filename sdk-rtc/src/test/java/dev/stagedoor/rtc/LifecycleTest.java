package dev.stagedoor.rtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.netem.SeededRandom;
import dev.stagedoor.rtc.netem.TwoPeers;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifecycleTest {
    private static final LocalCertificate CERTIFICATE = LocalCertificate.generate(new SeededRandom(1));
    private static final SecureRandom RANDOM = new SeededRandom(2);
    private static final InetSocketAddress HERE = new InetSocketAddress("192.0.2.1", 1);
    private static final InetSocketAddress THERE = new InetSocketAddress("192.0.2.2", 2);

    private final ExecutorService handshakes = Executors.newCachedThreadPool();

    @Test
    void a_thousand_transports_closed_in_every_phase_give_all_threads_back() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            RtcTransport offerer = transport(IceRole.CONTROLLING);
            RtcTransport answerer = transport(IceRole.CONTROLLED);
            start(offerer, answerer, i % 2 == 0 ? DtlsRole.CLIENT : DtlsRole.SERVER);
            for (int step = 0; step < i % 12; step++) {
                carry(offerer, answerer, THERE, HERE);
                carry(answerer, offerer, HERE, THERE);
            }
            offerer.close(0);
            answerer.close(0);
            offerer.close(0);
            assertThat(offerer.mayTransmit() || answerer.mayTransmit()).isFalse();
        }
        handshakes.shutdown();
        assertThat(handshakes.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void without_lockstep_a_wakeup_tells_that_there_is_something_to_take() throws InterruptedException {
        BlockingQueue<String> wakeups = new LinkedBlockingQueue<>();
        RtcTransport offerer = builder(IceRole.CONTROLLING)
                .wakeup(() -> wakeups.add("offerer"))
                .build();
        RtcTransport answerer = builder(IceRole.CONTROLLED)
                .wakeup(() -> wakeups.add("answerer"))
                .build();
        start(offerer, answerer, DtlsRole.CLIENT);
        while (!(offerer.mayTransmit() && answerer.mayTransmit())) {
            boolean moved = carry(offerer, answerer, THERE, HERE) | carry(answerer, offerer, HERE, THERE);
            if (!moved) {
                assertThat(wakeups.poll(20, TimeUnit.SECONDS)).isNotNull();
                offerer.advance(0);
                answerer.advance(0);
            }
        }
        offerer.close(0);
        carry(offerer, answerer, THERE, HERE);
        assertThat(answerer.mayTransmit()).isFalse();
        handshakes.shutdown();
        assertThat(handshakes.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_executor_that_refuses_fails_the_transport_and_not_the_caller() {
        handshakes.shutdown();
        RtcTransport offerer = transport(IceRole.CONTROLLING);
        RtcTransport answerer = transport(IceRole.CONTROLLED);
        start(offerer, answerer, DtlsRole.CLIENT);
        carry(offerer, answerer, THERE, HERE);
        carry(answerer, offerer, HERE, THERE);
        assertThat(failure(offerer)).isEqualTo(RtcEvent.Failed.Reason.DTLS_HANDSHAKE_FAILED);
    }

    @Test
    void an_executor_without_threads_of_its_own_is_refused() {
        RtcTransport offerer = RtcTransport.builder(CERTIFICATE, RANDOM, Runnable::run)
                .iceRole(IceRole.CONTROLLING)
                .localCandidates(List.of(IceCandidate.udpHost(THERE, 1)))
                .build();
        RtcTransport answerer = transport(IceRole.CONTROLLED);
        start(offerer, answerer, DtlsRole.CLIENT);
        carry(offerer, answerer, THERE, HERE);
        carry(answerer, offerer, HERE, THERE);
        assertThat(failure(offerer)).isEqualTo(RtcEvent.Failed.Reason.DTLS_HANDSHAKE_FAILED);
        handshakes.shutdown();
    }

    @Test
    void warming_up_leaves_nothing_behind() throws InterruptedException {
        RtcTransport.warmUp(CERTIFICATE, RANDOM, handshakes);
        handshakes.shutdown();
        assertThat(handshakes.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_closed_transport_takes_everything_and_answers_nothing() {
        TwoPeers.Session session = new TwoPeers(1).start();
        assertThat(session.connect(java.time.Duration.ofSeconds(1))).isTrue();
        RtcTransport closed = session.server().transport();
        closed.close(session.simulation().now());
        session.server().drain(session.simulation().now());
        NetworkPath path = NetworkPath.udp(TwoPeers.SERVER_SOCKET, TwoPeers.CLIENT_SOCKET);
        closed.receive(path, new byte[1000], 0, 1000, session.simulation().now());
        closed.advance(Long.MAX_VALUE - 1);
        closed.mediaReceived(session.simulation().now());
        closed.restartIce(session.simulation().now());
        assertThat(closed.poll()).isEqualTo(new Deadline(Long.MAX_VALUE, Deadline.Reason.NONE));
    }

    @Test
    void starting_twice_is_named_as_the_mistake_it_is() {
        RtcTransport offerer = transport(IceRole.CONTROLLING);
        RtcTransport answerer = transport(IceRole.CONTROLLED);
        start(offerer, answerer, DtlsRole.CLIENT);
        assertThatThrownBy(() -> start(offerer, answerer, DtlsRole.CLIENT)).isInstanceOf(IllegalStateException.class);
        handshakes.shutdown();
    }

    private RtcTransport.Builder builder(IceRole role) {
        InetSocketAddress own = role == IceRole.CONTROLLING ? THERE : HERE;
        return RtcTransport.builder(CERTIFICATE, RANDOM, handshakes)
                .iceRole(role)
                .localCandidates(role == IceRole.CONTROLLING ? List.of(IceCandidate.udpHost(own, 1)) : List.of());
    }

    private RtcTransport transport(IceRole role) {
        return builder(role).build();
    }

    private static void start(RtcTransport offerer, RtcTransport answerer, DtlsRole offererRole) {
        DtlsRole answererRole = offererRole == DtlsRole.CLIENT ? DtlsRole.SERVER : DtlsRole.CLIENT;
        answerer.start(remote(offerer, List.of()), answererRole, 0);
        offerer.start(remote(answerer, List.of(IceCandidate.udpHost(HERE, 1))), offererRole, 0);
    }

    private static RemoteDescription remote(RtcTransport peer, List<IceCandidate> candidates) {
        return new RemoteDescription(peer.localCredentials(), List.of(CERTIFICATE.fingerprint()), candidates, false);
    }

    private static boolean carry(
            RtcTransport from, RtcTransport to, InetSocketAddress source, InetSocketAddress target) {
        boolean moved = false;
        for (Output next = from.poll(); !(next instanceof Deadline); next = from.poll()) {
            if (next instanceof Transmit transmit) {
                byte[] bytes = transmit.datagram();
                to.receive(NetworkPath.udp(target, source), bytes, 0, bytes.length, 0);
                moved = true;
            }
        }
        return moved;
    }

    private static RtcEvent.Failed.Reason failure(RtcTransport transport) {
        for (Output next = transport.poll(); !(next instanceof Deadline); next = transport.poll()) {
            if (next instanceof RtcEvent.Failed failed) {
                return failed.reason();
            }
        }
        throw new AssertionError("no failure");
    }
}
