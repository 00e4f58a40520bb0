package dev.stagedoor.rtc.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DtlsEndpointTest {
    private static final ExecutorService THREADS = Executors.newCachedThreadPool();
    private static final LocalCertificate SERVER = LocalCertificate.generate(new SecureRandom());
    private static final LocalCertificate CLIENT = LocalCertificate.generate(new SecureRandom());
    private static final List<SrtpProfile> BOTH = List.of(SrtpProfile.values());

    private long now = 1_000_000_000L;

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Test
    void both_sides_connect_and_have_each_others_keys() {
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
        DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
        connect(client, server, new Random(1), 0);
        assertThat(client.state()).isEqualTo(DtlsState.CONNECTED);
        assertThat(server.state()).isEqualTo(DtlsState.CONNECTED);
        assertThat(server.keys().orElseThrow().profile()).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
        assertThatMediaPasses(client, server);
        assertThatMediaPasses(server, client);
    }

    @Test
    void the_older_profile_is_taken_when_it_is_all_the_client_has() {
        List<SrtpProfile> old = List.of(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), old);
        DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
        connect(client, server, new Random(1), 0);
        assertThat(client.keys().orElseThrow().profile()).isEqualTo(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        assertThatMediaPasses(client, server);
    }

    @Test
    void no_common_profile_is_told_as_such() {
        DtlsEndpoint client =
                endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), List.of(SrtpProfile.AES128_CM_HMAC_SHA1_80));
        DtlsEndpoint server =
                endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), List.of(SrtpProfile.AEAD_AES_128_GCM));
        connect(client, server, new Random(1), 0);
        assertThat(server.failure().orElseThrow().reason()).isEqualTo(DtlsFailure.Reason.NO_SRTP_PROFILE);
        assertThat(client.state()).isEqualTo(DtlsState.FAILED);
    }

    @Test
    void a_certificate_that_was_not_announced_fails_on_the_side_that_notices() {
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, CLIENT.fingerprint(), BOTH);
        DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
        connect(client, server, new Random(1), 0);
        assertThat(client.failure().orElseThrow().reason()).isEqualTo(DtlsFailure.Reason.FINGERPRINT_MISMATCH);
        assertThat(server.failure().orElseThrow().reason()).isEqualTo(DtlsFailure.Reason.HANDSHAKE_FAILED);

        client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
        server = endpoint(DtlsRole.SERVER, SERVER, SERVER.fingerprint(), BOTH);
        connect(client, server, new Random(1), 0);
        assertThat(server.failure().orElseThrow().reason()).isEqualTo(DtlsFailure.Reason.FINGERPRINT_MISMATCH);
        assertThat(server.keys()).isEmpty();
    }

    @Test
    void heavy_loss_only_delays() {
        for (int seed = 0; seed < 60; seed++) {
            DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
            DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
            connect(client, server, new Random(seed), 0.4);
            assertThat(client.state()).as("seed %d", seed).isEqualTo(DtlsState.CONNECTED);
            assertThat(server.state()).as("seed %d", seed).isEqualTo(DtlsState.CONNECTED);
        }
    }

    @Test
    void a_handshake_without_an_answer_ends_in_time_and_gives_its_thread_back() {
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
        client.start(now);
        int sent = 0;
        while (client.state() == DtlsState.CONNECTING) {
            while (client.pollDatagram().isPresent()) {
                sent++;
            }
            now = Math.min(client.repeatsAt(), client.givesUpAt());
            client.advance(now);
        }
        assertThat(client.failure().orElseThrow().reason()).isEqualTo(DtlsFailure.Reason.TIMEOUT);
        assertThat(sent).isBetween(15, 25);
    }

    @Test
    void close_notify_reaches_the_other_side() {
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
        DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
        connect(client, server, new Random(1), 0);
        client.close(now);
        carry(client, server, new Random(1), 0);
        assertThat(server.state()).isEqualTo(DtlsState.CLOSED);
        assertThat(server.pollDatagram()).isPresent();
    }

    @Test
    void a_client_hello_in_fragments_is_put_together_in_any_order() {
        for (boolean reversed : new boolean[] {false, true}) {
            DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
            DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
            server.start(now);
            client.start(now);
            byte[] hello = client.pollDatagram().orElseThrow();
            int half = (hello.length - 25) / 2;
            List<byte[]> fragments =
                    List.of(fragment(hello, 0, half, 100), fragment(hello, half, hello.length - 25 - half, 101));
            for (int i = 0; i < 2; i++) {
                byte[] part = fragments.get(reversed ? 1 - i : i);
                assertThat(server.receive(part, 0, part.length, now)).isTrue();
            }
            connect(client, server, new Random(1), 0);
            assertThat(server.state()).isEqualTo(DtlsState.CONNECTED);
            assertThatMediaPasses(client, server);
        }
    }

    @Test
    void a_fragment_of_a_giant_message_is_dropped_before_anything_is_allocated() {
        DtlsEndpoint server = endpoint(DtlsRole.SERVER, SERVER, CLIENT.fingerprint(), BOTH);
        DtlsEndpoint client = endpoint(DtlsRole.CLIENT, CLIENT, SERVER.fingerprint(), BOTH);
        server.start(now);
        client.start(now);
        byte[] giant = client.pollDatagram().orElseThrow();
        giant[14] = (byte) 0xff;
        assertThat(server.receive(giant, 0, giant.length, now)).isFalse();
    }

    /** One record with a part of the message in {@code whole}, which is one unfragmented record. */
    private static byte[] fragment(byte[] whole, int from, int length, int recordSequence) {
        byte[] part = Arrays.copyOf(whole, 25 + length);
        System.arraycopy(whole, 25 + from, part, 25, length);
        Records.putSequence(part, 0, recordSequence);
        java.nio.ByteBuffer out = java.nio.ByteBuffer.wrap(part);
        out.putShort(11, (short) (12 + length));
        out.putShort(20, (short) from).putShort(23, (short) length);
        return part;
    }

    private DtlsEndpoint endpoint(
            DtlsRole role, LocalCertificate certificate, Fingerprint peer, List<SrtpProfile> profiles) {
        DtlsParameters parameters =
                new DtlsParameters(role, certificate, List.of(peer), profiles, Duration.ofSeconds(30));
        return new DtlsEndpoint(parameters, THREADS, Optional.empty());
    }

    private void connect(DtlsEndpoint client, DtlsEndpoint server, Random random, double loss) {
        server.start(now);
        client.start(now);
        long end = now + Duration.ofSeconds(40).toNanos();
        while (now < end && !(isSettled(client) && isSettled(server))) {
            boolean moved;
            do {
                moved = carry(client, server, random, loss) | carry(server, client, random, loss);
            } while (moved);
            long next = Math.min(client.repeatsAt(), server.repeatsAt());
            if (next == Long.MAX_VALUE) {
                break;
            }
            now = Math.max(now, next);
            client.advance(now);
            server.advance(now);
        }
    }

    private static boolean isSettled(DtlsEndpoint endpoint) {
        return endpoint.state() == DtlsState.CONNECTED || endpoint.state() == DtlsState.FAILED;
    }

    private boolean carry(DtlsEndpoint from, DtlsEndpoint to, Random random, double loss) {
        boolean any = false;
        for (Optional<byte[]> next = from.pollDatagram(); next.isPresent(); next = from.pollDatagram()) {
            byte[] datagram = next.get();
            assertThat(datagram.length).isBetween(1, 1200);
            any = true;
            if (random.nextDouble() >= loss) {
                to.receive(datagram, 0, datagram.length, now);
            }
        }
        return any;
    }

    private static void assertThatMediaPasses(DtlsEndpoint from, DtlsEndpoint to) {
        byte[] packet = new byte[200];
        packet[0] = (byte) 0x80;
        int length = from.keys().orElseThrow().outbound().protectRtp(packet, 0, 100);
        byte[] wire = Arrays.copyOf(packet, length);
        assertThat(to.keys().orElseThrow().inbound().unprotectRtp(wire, 0, length))
                .isEqualTo(100);
    }
}
