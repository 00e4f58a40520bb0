package dev.stagedoor.rtc.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IceAgentTest {
    private static final IceCredentials OURS = new IceCredentials("ours", "our-password-of-22-chars".replace('-', '+'));
    private static final IceCredentials THEIRS =
            new IceCredentials("their", "their-password-22-chars".replace('-', '+'));
    private static final InetSocketAddress SERVER = new InetSocketAddress("192.0.2.1", 8189);
    private static final NetworkPath PATH = path(40_000);

    private final IceAgent agent = agent(false);
    private long now = 1_000;

    @Test
    void a_request_without_priority_and_role_is_answered_checked_back_and_nominates() {
        agent.start(THEIRS, List.of(), false, now);
        receive(
                agent,
                PATH,
                new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(1, 1))
                        .username("ours:their")
                        .useCandidate()
                        .finish(OURS.pwd()));
        List<StunMessage> sent = sent(agent);
        assertThat(sent).hasSize(2);
        assertThat(sent.get(0).type()).isEqualTo(StunMessage.BINDING_SUCCESS);
        assertThat(sent.get(0).mappedAddress()).contains(PATH.remote());
        StunMessage check = sent.get(1);
        assertThat(check.type()).isEqualTo(StunMessage.BINDING_REQUEST);
        assertThat(check.isAuthentic(THEIRS.pwd())).isTrue();
        assertThat(check.username()).contains("their:ours");
        assertThat(agent.selectedPath()).isEmpty();

        receive(agent, PATH, withoutMappedAddress(check, THEIRS.pwd()));
        assertThat(agent.selectedPath()).contains(PATH);
        assertThat(agent.state()).isEqualTo(IceState.CONNECTED);
    }

    @Test
    void what_is_not_correctly_keyed_is_never_answered() {
        agent.start(THEIRS, List.of(), false, now);
        receive(agent, PATH, request("ours:their", "some-other-password+++"));
        receive(agent, PATH, request("else:their", OURS.pwd()));
        receive(agent, PATH, request("ours", OURS.pwd()));
        receive(agent, PATH, new byte[40]);
        assertThat(agent.pollTransmit()).isEmpty();
        assertThat(agent.isAuthenticated(PATH)).isFalse();
    }

    @Test
    void a_response_from_elsewhere_or_with_another_key_validates_nothing() {
        agent.start(THEIRS, List.of(), false, now);
        receive(agent, PATH, request("ours:their", OURS.pwd()));
        StunMessage check = sent(agent).get(1);
        receive(agent, PATH, withoutMappedAddress(check, OURS.pwd()));
        receive(agent, path(40_001), withoutMappedAddress(check, THEIRS.pwd()));
        assertThat(agent.selectedPath()).isEmpty();
        receive(agent, PATH, withoutMappedAddress(check, THEIRS.pwd()));
        assertThat(agent.selectedPath()).contains(PATH);
    }

    @Test
    void a_check_that_comes_before_the_answer_is_checked_back_when_the_password_is_known() {
        receive(agent, PATH, request("ours:their", OURS.pwd()));
        assertThat(sent(agent)).hasSize(1);
        agent.start(THEIRS, List.of(), false, now);
        assertThat(sent(agent)).extracting(StunMessage::type).containsExactly(StunMessage.BINDING_REQUEST);
    }

    @Test
    void a_nominated_path_that_answers_no_checks_is_selected_when_something_else_proves_it() {
        agent.start(THEIRS, List.of(), false, now);
        receive(
                agent,
                PATH,
                new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(1, 1))
                        .username("ours:their")
                        .useCandidate()
                        .finish(OURS.pwd()));
        assertThat(agent.likelyPath()).contains(PATH);
        assertThat(agent.selectedPath()).isEmpty();
        agent.proven(PATH, now);
        assertThat(agent.selectedPath()).contains(PATH);
    }

    @Test
    void media_counts_as_life_where_no_check_is_answered() {
        select(agent, PATH);
        for (int second = 0; second < 120; second++) {
            now += Duration.ofSeconds(1).toNanos();
            agent.mediaReceived(now);
            agent.advance(now);
        }
        assertThat(agent.maySend()).isTrue();
        now += Duration.ofSeconds(30).toNanos();
        agent.advance(now);
        assertThat(agent.maySend()).isFalse();
        agent.mediaReceived(now);
        assertThat(agent.maySend()).isTrue();
    }

    @Test
    void a_newly_nominated_path_takes_over_and_an_old_one_only_after_silence() {
        select(agent, PATH);
        NetworkPath other = path(50_000);
        select(agent, other);
        assertThat(agent.selectedPath()).contains(other);
        receive(agent, PATH, nomination());
        assertThat(agent.selectedPath()).contains(other);
        now += Duration.ofSeconds(4).toNanos();
        receive(agent, PATH, nomination());
        assertThat(agent.selectedPath()).contains(PATH);
    }

    @Test
    void an_unknown_required_attribute_is_named_in_the_error() {
        agent.start(THEIRS, List.of(), false, now);
        byte[] request = new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(1, 1))
                .username("ours:their")
                .unknownAttributes(List.of())
                .finish(OURS.pwd());
        request[StunMessage.HEADER + 4 + 12 + 1] = 0x77;
        byte[] signed = sign(request, OURS.pwd());
        receive(agent, PATH, signed);
        assertThat(sent(agent)).first().satisfies(error -> {
            assertThat(error.type()).isEqualTo(StunMessage.BINDING_ERROR);
            assertThat(error.errorCode()).isEqualTo(420);
        });
    }

    @Test
    void paths_are_bounded_and_the_selected_one_is_kept() {
        select(agent, PATH);
        List<IceEvent> events = new ArrayList<>();
        for (int port = 1; port < 1000; port++) {
            now++;
            receive(agent, path(port), request("ours:their", OURS.pwd()));
            Optional<IceEvent> event = agent.pollEvent();
            while (event.isPresent()) {
                events.add(event.get());
                event = agent.pollEvent();
            }
        }
        long kept = events.stream()
                        .filter(IceEvent.PathAuthenticated.class::isInstance)
                        .count()
                - events.stream().filter(IceEvent.PathRetired.class::isInstance).count();
        assertThat(kept).isEqualTo(IceAgent.MAX_PATHS);
        assertThat(agent.selectedPath()).contains(PATH);
        assertThat(agent.isAuthenticated(PATH)).isTrue();
    }

    @Test
    void candidates_without_an_address_are_ignored_and_the_others_read() {
        assertThat(IceCandidate.parse("candidate:1 1 udp 2113937151 a1b2.local 50000 typ host"))
                .isEmpty();
        assertThat(IceCandidate.parse("candidate:1 2 udp 2113937151 192.0.2.9 50000 typ host"))
                .isEmpty();
        assertThat(IceCandidate.parse("candidate:1 1 udp 2113937151 192.0.2.9 0 typ host"))
                .isEmpty();
        assertThat(IceCandidate.parse("candidate:1 1 udp 2113937151 192.0.2.9 x typ host"))
                .isEmpty();
        assertThat(IceCandidate.parse("candidate:")).isEmpty();
        assertThat(IceCandidate.parse("candidate:1 1 tcp 1518280447 192.0.2.9 9 typ host"))
                .isEmpty();
        String tcp = "candidate:1 1 tcp 1518280447 192.0.2.9 9 typ host tcptype active";
        assertThat(IceCandidate.parse(tcp).orElseThrow().tcpType()).isEqualTo(IceCandidate.TcpType.ACTIVE);
        String v6 = "a=candidate:7 1 UDP 2113937151 2001:db8::1 50000 typ srflx raddr 0.0.0.0 rport 0 ufrag x";
        assertThat(IceCandidate.parse(v6).orElseThrow().type()).isEqualTo(IceCandidate.Type.SRFLX);
        IceCandidate own = IceCandidate.tcpPassive(SERVER, 7);
        assertThat(IceCandidate.parse(own.toSdp())).contains(own);
    }

    @Test
    void tcp_is_tried_only_when_udp_had_its_chance() {
        InetSocketAddress client = new InetSocketAddress("198.51.100.7", 9);
        IceCandidate udp = IceCandidate.udpHost(client, 1);
        IceCandidate tcp =
                new IceCandidate("1", Protocol.TCP, IceCandidate.TcpType.ACTIVE, 5, client, IceCandidate.Type.HOST);
        IceParameters parameters = new IceParameters(
                IceRole.CONTROLLING, false, OURS, List.of(udp, tcp), Duration.ofSeconds(30), Duration.ofSeconds(30));
        IceAgent offerer = new IceAgent(parameters, new Random(3));
        List<IceCandidate> remote = List.of(IceCandidate.tcpPassive(SERVER, 1), IceCandidate.udpHost(SERVER, 1));
        long begin = now;
        offerer.start(THEIRS, remote, false, now);
        long firstTcp = Long.MAX_VALUE;
        for (int step = 0; step < 10; step++) {
            Optional<IceTransmit> next = offerer.pollTransmit();
            while (next.isPresent()) {
                boolean isTcp = next.get().path().protocol() == Protocol.TCP;
                firstTcp = isTcp ? Math.min(firstTcp, now) : firstTcp;
                next = offerer.pollTransmit();
            }
            now = offerer.timer().atNanos();
            offerer.advance(now);
        }
        assertThat(Duration.ofNanos(firstTcp - begin)).isEqualTo(Duration.ofMillis(250));
    }

    private void select(IceAgent subject, NetworkPath path) {
        subject.start(THEIRS, List.of(), false, now);
        receive(subject, path, nomination());
        for (StunMessage message : sent(subject)) {
            if (message.type() == StunMessage.BINDING_REQUEST) {
                receive(subject, path, withoutMappedAddress(message, THEIRS.pwd()));
            }
        }
        assertThat(subject.selectedPath()).contains(path);
    }

    private static byte[] nomination() {
        return new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(2, 2))
                .username("ours:their")
                .role(IceRole.CONTROLLING, 5)
                .useCandidate()
                .finish(OURS.pwd());
    }

    private static byte[] request(String username, String password) {
        return new StunWriter(StunMessage.BINDING_REQUEST, new TransactionId(1, 1))
                .username(username)
                .finish(password);
    }

    private static byte[] sign(byte[] message, String password) {
        byte[] signed = message.clone();
        int integrityAt = message.length - 32;
        byte[] integrity = StunIntegrity.of(signed, integrityAt, password);
        System.arraycopy(integrity, 0, signed, integrityAt + 4, integrity.length);
        int fingerprint = StunIntegrity.fingerprint(signed, message.length - 8);
        java.nio.ByteBuffer.wrap(signed).putInt(message.length - 4, fingerprint);
        return signed;
    }

    private static byte[] withoutMappedAddress(StunMessage request, String password) {
        return new StunWriter(StunMessage.BINDING_SUCCESS, request.transactionId()).finish(password);
    }

    private void receive(IceAgent subject, NetworkPath path, byte[] bytes) {
        subject.receive(path, bytes, 0, bytes.length, now);
    }

    private static List<StunMessage> sent(IceAgent subject) {
        List<StunMessage> sent = new ArrayList<>();
        Optional<IceTransmit> next = subject.pollTransmit();
        while (next.isPresent()) {
            byte[] bytes = next.get().datagram();
            sent.add(StunMessage.read(bytes, 0, bytes.length).orElseThrow());
            next = subject.pollTransmit();
        }
        return sent;
    }

    private static IceAgent agent(boolean lite) {
        IceParameters parameters = new IceParameters(
                IceRole.CONTROLLED, lite, OURS, List.of(), Duration.ofSeconds(30), Duration.ofSeconds(30));
        return new IceAgent(parameters, new Random(3));
    }

    private static NetworkPath path(int port) {
        return NetworkPath.udp(SERVER, new InetSocketAddress("198.51.100.7", port));
    }
}
