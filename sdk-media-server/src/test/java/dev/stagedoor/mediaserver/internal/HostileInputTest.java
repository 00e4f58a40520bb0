package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.internal.desk.Limits;
import dev.stagedoor.mediaserver.internal.router.RouterOptions;
import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostileInputTest {
    private static final long SEED = 20_261_122;
    private static final int ROUNDS = 12_000;

    private final Random random = new Random(SEED);
    private final Stage stage = new Stage(
            RouterOptions.withGrace(Duration.ofSeconds(10)),
            new Limits(100_000, 100_000, 100_000, 1e9, 1 << 30),
            false);

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void malformed_datagrams_of_every_kind_harm_nobody() {
        List<byte[]> samples = new ArrayList<>();
        stage.losing(datagram -> {
            if (datagram.toServer() && samples.size() < 400) {
                samples.add(datagram.bytes().clone());
            }
            return false;
        });
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 2);
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        coach.speak();
        ana.nack(1, 2, 3);
        stage.losing(datagram -> false);
        InetSocketAddress stranger = new InetSocketAddress("203.0.113.66", 6666);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] sample = mutated(samples.get(random.nextInt(samples.size())));
            InetSocketAddress from =
                    List.of(stranger, coach.address(), ana.address()).get(i % 3);
            stage.inject(from, sample);
            if (i % 500 == 0) {
                stage.passMillis(20);
                coach.frame(true, 1);
            }
        }
        int before = ana.video().size();
        coach.frame(false, 3);
        stage.passMillis(20);
        assertThat(ana.closedByServer).as("seed " + SEED).isFalse();
        assertThat(ana.video()).as("seed " + SEED).hasSize(before + 3);
        assertThat(stage.desk.sessions()).isEqualTo(2);
        assertThat(stage.router.addresses()).isLessThanOrEqualTo(3);
    }

    private byte[] mutated(byte[] sample) {
        byte[] bytes = sample.clone();
        switch (random.nextInt(4)) {
            case 0 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            case 1 -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + random.nextInt(100));
            case 2 -> {
                byte first = bytes[0];
                random.nextBytes(bytes);
                bytes[0] = first;
            }
            default -> {}
        }
        for (int flips = 1 + random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void rtp_with_a_good_tag_and_nonsense_inside_harms_nobody() {
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 2);
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] packet = new byte[12 + random.nextInt(1400) + 32];
            random.nextBytes(packet);
            packet[0] = (byte) (0x80 | packet[0] & 0x10);
            packet[1] = (byte) (random.nextBoolean() ? 96 : 97);
            packet[2] = (byte) (i >> 8);
            packet[3] = (byte) i;
            int ssrc = random.nextBoolean() ? Client.VIDEO_SSRC : Client.RTX_SSRC;
            packet[8] = 0;
            packet[9] = 0;
            packet[10] = (byte) (ssrc >> 8);
            packet[11] = (byte) ssrc;
            coach.sendQuietly(packet, packet.length - 32);
            if (i % 100 == 0) {
                stage.passMillis(20);
            }
        }
        stage.settle();
        for (int i = 0; i < ROUNDS; i++) {
            byte[] report = new byte[8 + random.nextInt(200)];
            random.nextBytes(report);
            report[0] = (byte) (0x80 | report[0] & 0x1f);
            report[1] = (byte) (200 + random.nextInt(8));
            report[4] = report[5] = report[6] = report[7] = 9;
            (i % 2 == 0 ? coach : ana).sendRtcp(report);
        }
        stage.passMillis(100);
        assertThat(ana.closedByServer).as("seed " + SEED).isFalse();
        assertThat(coach.closedByServer).as("seed " + SEED).isFalse();
        assertThat(stage.desk.sessions()).isEqualTo(2);
    }

    @Test
    void malformed_requests_are_answered_and_leave_nothing_behind() {
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 1);
        String offer = ClientOffer.play(List.of(RtpCodec.opus(109)), List.of(RtpCodec.vp8(120)))
                .describe(
                        LocalTransport.builder(coach.transport().localCredentials(), Stage.CERTIFICATE.fingerprint(), 1)
                                .build())
                .toString();
        List<String> methods = List.of("POST", "POST", "POST", "PATCH", "DELETE", "OPTIONS", "GET", "\u0001", "");
        List<String> paths =
                List.of("/whep/yoga", "/whip/pilates", coach.sessionUrl() + "x", "/whep/%41%00", "/whip/", "/");
        List<String> types = List.of("application/sdp", "application/trickle-ice-sdpfrag", "", ";;", "text/html");
        for (int i = 0; i < ROUNDS; i++) {
            EndpointResponse response = stage.http(
                    pick(methods),
                    pick(paths),
                    Map.of(
                            "Content-Type", pick(types),
                            "Authorization", pick(List.of("Bearer good-x" + i, "Bearer", "", "\u0000")),
                            "If-Match", pick(List.of("*", "\"", "", "W/\"x\""))),
                    mutated(offer));
            assertThat(response.status()).as("seed " + SEED + " round " + i).isBetween(200, 499);
            if (response.status() == 201) {
                String session = response.header("Location").orElseThrow().substring("https://live.example".length());
                assertThat(stage.http("DELETE", session, Map.of(), "").status()).isEqualTo(200);
            }
        }
        coach.frame(false, 1);
        assertThat(stage.desk.sessions()).isEqualTo(1);
        assertThat(coach.closedByServer).isFalse();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String mutated(String text) {
        StringBuilder out = new StringBuilder(text);
        for (int i = random.nextInt(6); i > 0 && out.length() > 10; i--) {
            int at = random.nextInt(out.length());
            switch (random.nextInt(4)) {
                case 0 -> out.setCharAt(at, (char) random.nextInt(256));
                case 1 -> out.delete(at, Math.min(out.length(), at + random.nextInt(40)));
                case 2 -> out.insert(at, out.substring(at, Math.min(out.length(), at + 60)));
                default -> out.setLength(at);
            }
        }
        return out.toString();
    }

    @Test
    void a_flood_of_checks_from_strangers_is_answered_with_nothing() {
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 1);
        byte[] request = new byte[28];
        request[1] = 1;
        request[3] = 8;
        request[4] = 0x21;
        request[5] = 0x12;
        request[6] = (byte) 0xa4;
        request[7] = 0x42;
        int[] answered = new int[1];
        stage.losing(datagram -> {
            answered[0] += !datagram.toServer() && datagram.client().getPort() < 20_000 ? 1 : 0;
            return false;
        });
        for (int i = 0; i < ROUNDS; i++) {
            random.nextBytes(request);
            request[0] = 0;
            stage.inject(new InetSocketAddress("203.0.113.66", 1 + i % 19_000), request);
        }
        assertThat(answered[0]).isZero();
        assertThat(stage.router.addresses()).isEqualTo(1);
    }
}
