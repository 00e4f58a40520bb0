package dev.stagedoor.rtc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.ice.IceState;
import dev.stagedoor.rtc.netem.Conditions;
import dev.stagedoor.rtc.netem.Nat;
import dev.stagedoor.rtc.netem.Peer;
import dev.stagedoor.rtc.netem.SeededRandom;
import dev.stagedoor.rtc.netem.TwoPeers;
import dev.stagedoor.rtc.netem.VirtualNetwork;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class RtcTransportTest {
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration LONG = Duration.ofSeconds(25);

    @ParameterizedTest
    @EnumSource
    void two_peers_connect_and_media_flows_both_ways(DtlsRole clientRole) {
        TwoPeers.Session session = new TwoPeers(1).clientDtlsRole(clientRole).start();
        assertThat(session.connect(SOON)).isTrue();
        session.media().run(Duration.ofSeconds(2));
        assertThat(session.client().received()).isBetween(98, 101);
        assertThat(session.server().received()).isBetween(98, 101);
        assertThat(session.client().refused() + session.server().refused()).isZero();
        assertThat(profile(session.client())).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void connecting_takes_three_round_trips() {
        TwoPeers.Session session = new TwoPeers(1).start();
        long began = session.simulation().now();
        assertThat(session.connect(SOON)).isTrue();
        assertThat(Duration.ofNanos(session.simulation().now() - began)).isLessThanOrEqualTo(Duration.ofMillis(60));
    }

    @Test
    void they_connect_at_twenty_percent_loss() {
        for (int seed = 0; seed < 40; seed++) {
            TwoPeers.Session session = new TwoPeers(seed)
                    .conditions(Conditions.clean().loss(0.2))
                    .clientDtlsRole(DtlsRole.values()[seed % 2])
                    .start();
            assertThat(session.connect(LONG)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void they_connect_through_bursts_of_loss() {
        for (int seed = 0; seed < 20; seed++) {
            TwoPeers.Session session = new TwoPeers(seed)
                    .conditions(Conditions.clean().loss(0.2).burst(4))
                    .start();
            assertThat(session.connect(LONG)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void they_connect_with_reordering_and_duplication() {
        for (int seed = 0; seed < 20; seed++) {
            Conditions rough = Conditions.clean()
                    .jitter(Duration.ofMillis(50))
                    .reordering(0.3)
                    .duplication(0.3);
            TwoPeers.Session session = new TwoPeers(seed)
                    .conditions(rough)
                    .clientDtlsRole(DtlsRole.values()[seed % 2])
                    .start();
            assertThat(session.connect(LONG)).as("seed %d", seed).isTrue();
            session.media().run(Duration.ofSeconds(2));
            assertThat(session.client().received()).as("seed %d", seed).isGreaterThan(80);
        }
    }

    @Test
    void a_lite_server_sends_no_checks_and_connects() {
        TwoPeers.Session session = new TwoPeers(3).liteServer().start();
        List<VirtualNetwork.Sent> sent = session.network().record();
        assertThat(session.connect(SOON)).isTrue();
        session.media().run(Duration.ofSeconds(60));
        assertThat(session.server().isConnected()).isTrue();
        assertThat(sent)
                .filteredOn(datagram -> datagram.from().equals(TwoPeers.SERVER_SOCKET))
                .noneMatch(datagram -> datagram.datagram()[0] == 0 && datagram.datagram()[1] == 1);
    }

    @Test
    void media_flows_on_through_an_ice_restart() {
        TwoPeers.Session session = new TwoPeers(4).start();
        assertThat(session.connect(SOON)).isTrue();
        session.media().run(Duration.ofSeconds(1));
        session.restartIce();
        session.run(Duration.ofSeconds(40));
        assertThat(session.client().count(RtcEvent.PathSelected.class)).isEqualTo(2);
        assertThat(session.server().count(RtcEvent.PathSelected.class)).isEqualTo(2);
        assertThat(session.client().received())
                .isBetween(session.server().sent() - 2, session.server().sent());
        assertThat(session.server().received())
                .isBetween(session.client().sent() - 2, session.client().sent());
        assertThat(session.client().sent()).isGreaterThanOrEqualTo(2040);
    }

    @Test
    void a_restart_that_never_completes_leaves_the_old_pair_at_work() {
        TwoPeers.Session session = new TwoPeers(4).start();
        assertThat(session.connect(SOON)).isTrue();
        session.media();
        session.server().transport().restartIce(session.simulation().now());
        session.server().drain(session.simulation().now());
        session.run(Duration.ofSeconds(90));
        assertThat(session.client().isConnected()).isTrue();
        assertThat(session.server().isConnected()).isTrue();
        assertThat(session.client().received()).isGreaterThan(4400);
    }

    @ParameterizedTest
    @EnumSource
    void a_role_conflict_is_settled(IceRole both) {
        for (int seed = 0; seed < 6; seed++) {
            TwoPeers.Session session = new TwoPeers(seed)
                    .client(options -> options.iceRole(both))
                    .server(options -> options.iceRole(both))
                    .start();
            assertThat(session.connect(Duration.ofSeconds(2)))
                    .as("seed %d", seed)
                    .isTrue();
            session.media().run(Duration.ofSeconds(40));
            assertThat(session.client().isConnected()).as("seed %d", seed).isTrue();
            assertThat(session.server().isConnected()).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void consent_lapses_when_the_peer_falls_silent_and_comes_back_with_it() {
        TwoPeers.Session session = new TwoPeers(5).start();
        assertThat(session.connect(SOON)).isTrue();
        session.media().run(Duration.ofSeconds(10));
        session.network().down(true);
        session.run(Duration.ofSeconds(29));
        assertThat(session.server().has(RtcEvent.ConsentExpired.class)).isFalse();
        session.run(Duration.ofSeconds(2));
        assertThat(session.server().has(RtcEvent.ConsentExpired.class)).isTrue();
        assertThat(session.server().transport().mayTransmit()).isFalse();
        assertThat(session.server().transport().iceState()).isEqualTo(IceState.DISCONNECTED);
        session.network().down(false);
        session.run(Duration.ofSeconds(7));
        assertThat(session.server().has(RtcEvent.ConsentRestored.class)).isTrue();
        assertThat(session.client().isConnected()).isTrue();
        assertThat(session.server().isConnected()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void they_connect_through_a_nat_and_survive_its_rebinding(Nat.Mapping mapping) throws UnknownHostException {
        TwoPeers.Session session = new TwoPeers(6).start();
        Nat nat = new Nat(InetAddress.getByName("198.51.100.7"), mapping);
        session.network().nat(TwoPeers.CLIENT_SOCKET.getAddress(), nat);
        assertThat(session.connect(Duration.ofSeconds(1))).isTrue();
        session.media().run(Duration.ofSeconds(5));
        nat.rebind();
        session.run(Duration.ofSeconds(20));
        assertThat(session.server().count(RtcEvent.PathSelected.class)).isEqualTo(2);
        assertThat(session.client().lastReceivedNanos())
                .isGreaterThan(
                        session.simulation().now() - Duration.ofMillis(50).toNanos());
        assertThat(session.client().has(RtcEvent.ConsentExpired.class)).isFalse();
    }

    @Test
    void a_close_reaches_the_peer_at_once() {
        TwoPeers.Session session = new TwoPeers(7).start();
        assertThat(session.connect(SOON)).isTrue();
        session.client().transport().close(session.simulation().now());
        session.client().drain(session.simulation().now());
        session.run(Duration.ofMillis(15));
        assertThat(session.server().has(RtcEvent.ClosedByPeer.class)).isTrue();
        assertThat(session.server().transport().mayTransmit()).isFalse();
    }

    @Test
    void a_wrong_fingerprint_on_either_side_fails_and_lets_no_media_through() {
        LocalCertificate other = LocalCertificate.generate(new SeededRandom(9));
        TwoPeers.Session session =
                new TwoPeers(8).announcedClientFingerprint(other.fingerprint()).start();
        session.media().run(Duration.ofSeconds(5));
        assertThat(session.server().first(RtcEvent.Failed.class).orElseThrow().reason())
                .isEqualTo(RtcEvent.Failed.Reason.FINGERPRINT_MISMATCH);
        assertThat(session.client().has(RtcEvent.Failed.class)).isTrue();
        assertThat(session.client().sent() + session.server().sent()).isZero();

        session =
                new TwoPeers(8).announcedServerFingerprint(other.fingerprint()).start();
        session.media().run(Duration.ofSeconds(5));
        assertThat(session.client().first(RtcEvent.Failed.class).orElseThrow().reason())
                .isEqualTo(RtcEvent.Failed.Reason.FINGERPRINT_MISMATCH);
        assertThat(session.server().sent()).isZero();
    }

    @Test
    void replayed_packets_are_refused() {
        TwoPeers.Session session = new TwoPeers(10).start();
        assertThat(session.connect(SOON)).isTrue();
        List<VirtualNetwork.Sent> sent = session.network().record();
        session.media().run(Duration.ofSeconds(2));
        int before = session.server().received();
        for (VirtualNetwork.Sent datagram : List.copyOf(sent)) {
            if (datagram.to().equals(TwoPeers.SERVER_SOCKET)) {
                session.server()
                        .receive(
                                datagram.from(),
                                datagram.datagram().clone(),
                                session.simulation().now());
            }
        }
        assertThat(session.server().received()).isLessThanOrEqualTo(before + 1);
        assertThat(session.server().refused()).isGreaterThan(95);
        session.run(Duration.ofSeconds(2));
        assertThat(session.server().isConnected()).isTrue();
    }

    @Test
    void nobody_there_is_told_in_time() {
        TwoPeers.Session session = new TwoPeers(11).start();
        session.network().down(true);
        session.run(Duration.ofSeconds(31));
        assertThat(session.client().first(RtcEvent.Failed.class).orElseThrow().reason())
                .isEqualTo(RtcEvent.Failed.Reason.ICE_FAILED);
        assertThat(session.server().has(RtcEvent.Failed.class)).isTrue();
    }

    @Test
    void ten_minutes_of_media_run_without_a_gap() {
        TwoPeers.Session session = new TwoPeers(12).start();
        assertThat(session.connect(SOON)).isTrue();
        session.media().run(Duration.ofMinutes(10));
        assertThat(session.client().received()).isGreaterThanOrEqualTo(29_998);
        assertThat(session.server().received()).isGreaterThanOrEqualTo(29_998);
        assertThat(session.client().count(RtcEvent.ConsentExpired.class)).isZero();
    }

    private static SrtpProfile profile(Peer peer) {
        return peer.first(RtcEvent.DtlsConnected.class).orElseThrow().profile();
    }
}
