package dev.stagedoor.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.netem.Peer;
import dev.stagedoor.rtc.netem.TwoPeers;
import dev.stagedoor.rtc.netem.VirtualNetwork;
import dev.stagedoor.rtc.srtp.Mutations;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class HostileInputTest {
    private static final int INPUTS = 10_000;
    private static final long SEED = 20_261_122;

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void ten_thousand_malformed_datagrams_leave_a_live_session_healthy(PacketKind kind) {
        List<byte[]> valid = recorded().getOrDefault(kind, List.of(new byte[] {(byte) 0x80, (byte) 0xc8, 0, 6}));
        TwoPeers.Session session = new TwoPeers(1).start();
        assertThat(session.connect(Duration.ofSeconds(1))).isTrue();
        session.media().run(Duration.ofSeconds(1));
        Random random = new Random(SEED);
        for (int i = 0; i < INPUTS; i++) {
            byte[] bytes = Mutations.of(random, valid.get(random.nextInt(valid.size())));
            InetSocketAddress stranger = new InetSocketAddress("203.0.113.66", 1 + random.nextInt(60_000));
            InetSocketAddress from = random.nextBoolean() ? TwoPeers.CLIENT_SOCKET : stranger;
            session.server().receive(from, bytes.clone(), session.simulation().now());
            session.client()
                    .receive(
                            TwoPeers.SERVER_SOCKET,
                            bytes.clone(),
                            session.simulation().now());
        }
        assertThatSessionIsHealthy(session);
    }

    @ParameterizedTest
    @EnumSource
    void datagrams_of_another_session_and_damaged_ones_do_not_stop_a_connection_being_made(DtlsRole clientRole) {
        List<byte[]> foreign =
                recorded().values().stream().flatMap(List::stream).toList();
        for (int seed = 0; seed < 20; seed++) {
            TwoPeers.Session session =
                    new TwoPeers(100 + seed).clientDtlsRole(clientRole).start();
            Random random = new Random(SEED + seed);
            for (int i = 0; i < 300; i++) {
                byte[] bytes = Mutations.of(random, foreign.get(random.nextInt(foreign.size())));
                InetSocketAddress stranger = new InetSocketAddress("203.0.113.66", 1 + random.nextInt(60_000));
                session.server().receive(stranger, bytes, session.simulation().now());
                session.run(Duration.ofNanos(200_000));
            }
            assertThat(session.connect(Duration.ofSeconds(5)))
                    .as("seed %d", SEED + seed)
                    .isTrue();
        }
    }

    @Test
    void damaged_handshakes_from_the_peer_itself_end_in_success_or_failure_and_never_in_an_exception() {
        List<byte[]> handshakes = recorded().get(PacketKind.DTLS);
        Random random = new Random(SEED);
        for (int seed = 0; seed < 60; seed++) {
            TwoPeers.Session session = new TwoPeers(200 + seed).start();
            for (int i = 0; i < 60; i++) {
                byte[] bytes = Mutations.of(random, handshakes.get(random.nextInt(handshakes.size())));
                session.server()
                        .receive(
                                TwoPeers.CLIENT_SOCKET,
                                bytes.clone(),
                                session.simulation().now());
                session.client()
                        .receive(
                                TwoPeers.SERVER_SOCKET,
                                bytes,
                                session.simulation().now());
                session.run(Duration.ofMillis(1));
            }
            session.run(Duration.ofSeconds(35));
            assertThat(isSettled(session.server())).as("seed %d", SEED).isTrue();
            assertThat(isSettled(session.client())).as("seed %d", SEED).isTrue();
        }
    }

    private static boolean isSettled(Peer peer) {
        return peer.isConnected() || peer.has(RtcEvent.Failed.class) || peer.has(RtcEvent.ClosedByPeer.class);
    }

    private static void assertThatSessionIsHealthy(TwoPeers.Session session) {
        int toServer = session.server().received();
        int toClient = session.client().received();
        session.run(Duration.ofSeconds(60));
        assertThat(session.server().received() - toServer).as("seed %d", SEED).isGreaterThanOrEqualTo(2_999);
        assertThat(session.client().received() - toClient).as("seed %d", SEED).isGreaterThanOrEqualTo(2_999);
        assertThat(session.server().isConnected()).isTrue();
        assertThat(session.client().isConnected()).isTrue();
    }

    /** What a clean session sends from its first to its last datagram. */
    private static Map<PacketKind, List<byte[]>> recorded() {
        TwoPeers.Session session = new TwoPeers(55).start();
        List<VirtualNetwork.Sent> sent = session.network().record();
        session.restartIce();
        session.connect(Duration.ofSeconds(1));
        session.media().run(Duration.ofSeconds(10));
        session.client().transport().close(session.simulation().now());
        session.client().drain(session.simulation().now());
        return new ArrayList<>(sent)
                .stream()
                        .map(VirtualNetwork.Sent::datagram)
                        .collect(Collectors.groupingBy(bytes -> PacketKind.of(bytes, 0, bytes.length)));
    }
}
