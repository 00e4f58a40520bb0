package dev.stagedoor.webrtc.headless;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.NtpTime;
import dev.stagedoor.webrtc.jdk.JdkHttp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both clients over real sockets on loopback against a small server on the same transport. */
@Timeout(60)
class PublishAndPlayTest {
    private static final long SEED = 99;
    private static final int WAIT = 20;

    private final BlockingQueue<EncodedFrame> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClientState> states = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> keyFrameRequests = new LinkedBlockingQueue<>();
    private final TestFrames frames = new TestFrames(SEED);
    private StubServer server;
    private RtcLoop loop;

    @BeforeEach
    void start() throws Exception {
        server = new StubServer();
        loop = RtcLoop.start("test");
    }

    @AfterEach
    void stop() {
        loop.close();
        server.close();
    }

    private WhipPublisher.Builder publisher() {
        return WhipPublisher.builder(server.whip())
                .bearer("key")
                .pauses(Duration.ofMillis(5), Duration.ofMillis(50))
                .onState(states::add)
                .onKeyFrameRequest(() -> keyFrameRequests.add(System.nanoTime()));
    }

    private WhepPlayer.Builder player() {
        return WhepPlayer.builder(server.whep())
                .pauses(Duration.ofMillis(5), Duration.ofMillis(50))
                .onFrame(received::add);
    }

    private static void live(HeadlessClient client) throws Exception {
        client.live().get(WAIT, TimeUnit.SECONDS);
    }

    private EncodedFrame next() throws InterruptedException {
        EncodedFrame frame = received.poll(WAIT, TimeUnit.SECONDS);
        assertThat(frame).as("a frame in time").isNotNull();
        return frame;
    }

    @Test
    void frames_of_the_publisher_come_out_at_the_player() throws Exception {
        try (WhipPublisher publisher = publisher().start(loop)) {
            live(publisher);
            try (WhepPlayer player = player().start(loop)) {
                live(player);
                List<EncodedFrame> sent = new ArrayList<>();
                for (int i = 0; i < 30; i++) {
                    sent.add(frames.video(i == 0));
                    sent.add(frames.audio());
                }
                sent.forEach(publisher::send);

                Map<MediaCodec, List<byte[]>> got = new HashMap<>();
                for (int i = 0; i < sent.size(); i++) {
                    EncodedFrame frame = next();
                    got.computeIfAbsent(frame.codec(), c -> new ArrayList<>()).add(frame.data());
                }
                for (MediaCodec codec : List.of(MediaCodec.H264, MediaCodec.OPUS)) {
                    byte[][] expected = sent.stream()
                            .filter(f -> f.codec() == codec)
                            .map(EncodedFrame::data)
                            .toArray(byte[][]::new);
                    assertThat(Arrays.deepEquals(got.get(codec).toArray(byte[][]::new), expected))
                            .as(codec + " arrives whole and in order")
                            .isTrue();
                }
                assertThat(player.statistics().frames()).isEqualTo(60);
                assertThat(player.statistics().lost()).isZero();
            }
        }
        assertThat(server.deleted).hasSize(2);
        assertThat(server.requests).filteredOn(r -> r.startsWith("PATCH")).isEmpty();
    }

    @Test
    void a_player_tells_the_senders_time_and_asks_for_key_frames() throws Exception {
        BlockingQueue<ClockReading> readings = new LinkedBlockingQueue<>();
        try (WhipPublisher publisher = publisher().start(loop)) {
            live(publisher);
            try (WhepPlayer player = player().onClock(readings::add).start(loop)) {
                live(player);
                publisher.send(frames.video(true));
                next();
                Instant sent = Instant.parse("2026-03-01T18:00:00.250Z");
                server.report(NtpTime.of(sent), 123_456);
                ClockReading reading = readings.poll(WAIT, TimeUnit.SECONDS);
                assertThat(reading).isNotNull();
                assertThat(reading.codec()).isEqualTo(MediaCodec.H264);
                assertThat(reading.rtpTimestamp()).isEqualTo(123_456);
                assertThat(reading.at()).isCloseTo(sent, within(1, ChronoUnit.MICROS));
                keyFrameRequests.clear();
                player.requestKeyFrame();
                assertThat(keyFrameRequests.poll(WAIT, TimeUnit.SECONDS)).isNotNull();
            }
        }
    }

    @Test
    void lost_packets_are_asked_for_and_sent_again_on_both_ways() throws Exception {
        server.losesToPublisher = StubServer.seededLoss(SEED, 10);
        server.losesToViewer = StubServer.seededLoss(SEED + 1, 10);
        try (WhipPublisher publisher = publisher().withoutAudio().start(loop);
                WhepPlayer player = playerAfter(publisher)) {
            live(player);
            List<EncodedFrame> got = new ArrayList<>();
            for (int sent = 0; got.size() < 60 || player.statistics().recovered() == 0; sent++) {
                publisher.send(frames.video(sent % 20 == 0));
                EncodedFrame frame = received.poll(40, TimeUnit.MILLISECONDS);
                if (frame != null) {
                    got.add(frame);
                }
            }
            assertThat(got.get(0).keyFrame()).isTrue();
            assertThat(server.nacksOfViewers.get()).as("seed " + SEED).isPositive();
            assertThat(player.statistics().recovered()).isPositive();
        }
    }

    private WhepPlayer playerAfter(WhipPublisher publisher) throws Exception {
        live(publisher);
        return player().start(loop);
    }

    @Test
    void a_player_that_has_no_key_frame_asks_for_one_and_gives_nothing_out_before() throws Exception {
        try (WhipPublisher publisher = publisher().withoutAudio().start(loop);
                WhepPlayer player = playerAfter(publisher)) {
            live(player);
            keyFrameRequests.clear();
            publisher.send(frames.video(false));

            assertThat(keyFrameRequests.poll(WAIT, TimeUnit.SECONDS)).isNotNull();
            assertThat(received).isEmpty();
            publisher.send(frames.video(true));
            assertThat(next().keyFrame()).isTrue();
            assertThat(player.statistics().droppedFrames()).isEqualTo(1);
        }
    }

    @Test
    void a_publisher_that_is_cut_off_comes_back_and_ends_the_old_session() throws Exception {
        try (WhipPublisher publisher = publisher().start(loop)) {
            live(publisher);
            assertThat(states.poll(WAIT, TimeUnit.SECONDS)).isEqualTo(ClientState.LIVE);

            server.closePublisher();

            assertThat(states.poll(WAIT, TimeUnit.SECONDS)).isEqualTo(ClientState.RECONNECTING);
            assertThat(states.poll(WAIT, TimeUnit.SECONDS)).isEqualTo(ClientState.LIVE);
            assertThat(server.requests).filteredOn(r -> r.startsWith("POST")).hasSize(2);
        }
        assertThat(server.deleted).hasSize(2);
        assertThat(states).containsExactly(ClientState.CLOSED);
    }

    @Test
    void an_endpoint_that_is_busy_is_tried_again_and_one_that_refuses_is_not() throws Exception {
        server.nextStatus = 503;
        try (WhipPublisher publisher = publisher().start(loop)) {
            live(publisher);
            assertThat(states).containsExactly(ClientState.RECONNECTING, ClientState.LIVE);
        }
        server.nextStatus = 418;
        try (WhepPlayer player = player().start(loop)) {
            CompletableFuture<Void> live = player.live();
            assertThatThrownBy(() -> live.get(WAIT, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(WebRtcClientException.class)
                    .hasMessageContaining("HTTP 418")
                    .hasMessageContaining("stub says 418");
            assertThat(player.state()).isEqualTo(ClientState.CLOSED);
        }
    }

    @Test
    void one_thread_drives_many_players() throws Exception {
        JdkHttp http = JdkHttp.create();
        int count = 15;
        try (WhipPublisher publisher = publisher().start(loop)) {
            live(publisher);
            List<WhepPlayer> players = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                players.add(player().http(http).start(loop));
            }
            for (WhepPlayer player : players) {
                live(player);
            }
            publisher.send(frames.video(true));
            for (int i = 0; i < count; i++) {
                assertThat(next().keyFrame()).isTrue();
            }
            players.forEach(WhepPlayer::closeAsync);
            long own = Thread.getAllStackTraces().keySet().stream()
                    .filter(t -> t.getName().equals("stagedoor-rtc-test"))
                    .count();
            assertThat(own).isEqualTo(1);
        }
    }

    @Test
    void closing_the_loop_closes_clients_that_wait_for_their_next_attempt() throws Exception {
        server.nextStatus = 503;
        WhipPublisher waiting = WhipPublisher.builder(server.whip())
                .pauses(Duration.ofHours(1), Duration.ofHours(1))
                .onState(states::add)
                .start(loop);
        assertThat(states.poll(WAIT, TimeUnit.SECONDS)).isEqualTo(ClientState.RECONNECTING);

        loop.close();

        assertThat(waiting.state()).isEqualTo(ClientState.CLOSED);
        assertThat(waiting.live()).isCompletedExceptionally();
        assertThatThrownBy(() -> publisher().start(loop)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void closing_the_loop_closes_its_clients() throws Exception {
        WhipPublisher publisher = publisher().start(loop);
        live(publisher);

        loop.close();

        assertThat(publisher.state()).isEqualTo(ClientState.CLOSED);
        publisher.close();
    }
}
