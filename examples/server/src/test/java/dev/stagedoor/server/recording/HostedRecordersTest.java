package dev.stagedoor.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.cloudflare.CloudflareLiveInputProvider;
import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.SigningKey;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.recording.Recordings;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.recorder.whep.WhepSource;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.testkit.InMemoryStorage;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.TestPlatform;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Nodes on one storage and one disk record what is broadcast to a local Cloudflare, by real WHIP and WHEP. The clock goes on with the sound. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostedRecordersTest {
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final int MOST_FRAMES = 20_000;

    @TempDir
    Path folder;

    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private final Storage storage = new InMemoryStorage();
    private final RtcLoop loop = RtcLoop.start("hosted-recorders-test");
    private final LocalCloudflare cloudflare =
            LocalCloudflare.builder().clock(clock).start();
    private final CloudflareStream client = CloudflareStream.builder(
                    LocalCloudflare.ACCOUNT_ID, LocalCloudflare.API_TOKEN)
            .baseUrl(cloudflare.apiBase())
            .clock(clock)
            .build();
    private ViewerTokens tokens;
    private Node one;
    private Node other;
    private UserId coach;
    private StreamId yoga;
    private WhipPublisher publisher;
    private long timestamp;

    /** One server of several. */
    private final class Node implements AutoCloseable {
        private final CloudflareLiveInputProvider provider = CloudflareLiveInputProvider.of(client, tokens, clock);
        private final RecorderLeases leases = new RecorderLeases(clock);
        private final Recorders recorders;
        private final TestPlatform stage;
        private final HostedRecorders hosted;

        Node(String name, long seed) {
            recorders = new Recorders(folder, clock, leases::holds);
            stage = TestPlatform.over(storage)
                    .clock(clock)
                    .seed(seed)
                    .liveInputs(time -> provider)
                    .with(builder -> builder.node(name))
                    .start();
            recorders.attach(stage.platform());
            hosted = new HostedRecorders(
                    stage.platform(),
                    recorders,
                    leases,
                    (input, sink) -> WhepSource.builder(
                                    () -> provider.whepUrl(
                                            input, clock.instant().plusSeconds(300)),
                                    sink,
                                    loop)
                            .clock(clock)
                            .start(),
                    provider::report,
                    clock);
        }

        Recording recording() {
            return stage.platform().recordings().forStream(yoga).orElseThrow();
        }

        @Override
        public void close() {
            hosted.close();
            recorders.close();
            hosted.release();
            stage.close();
        }
    }

    @BeforeEach
    void twoNodesAndALiveClass() throws Exception {
        SigningKey key = client.signingKeys().create();
        tokens = ViewerTokens.of(key.id(), key.pem().orElseThrow(), clock);
        one = new Node("one", 1);
        other = new Node("other", 2);
        coach = one.stage.instructor("coach");
        yoga = one.stage.plannedClass(coach, 0).id();
        clock.advance(Duration.ofDays(1));
        LiveInput input =
                ((BroadcastResult.Ready) one.stage.platform().sessions().broadcast(coach, yoga)).liveInput();
        publisher = WhipPublisher.builder(input.whipUrl()).withoutVideo().start(loop);
        publisher.live().get(30, TimeUnit.SECONDS);
        one.stage.platform().sessions().start(coach, yoga);
    }

    @AfterEach
    void close() {
        publisher.close();
        one.close();
        other.close();
        cloudflare.close();
        loop.close();
    }

    /** Sends sound until something is true. */
    private void playUntil(String what, BooleanSupplier holds) {
        for (int i = 0; i < MOST_FRAMES; i++) {
            if (holds.getAsBoolean()) {
                return;
            }
            publisher.send(
                    new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, timestamp += 960, true));
            clock.advance(FRAME);
            LockSupport.parkNanos(1_000_000);
        }
        throw new AssertionError("never: " + what);
    }

    private double secondsWritten(Node node) {
        Path playlist = node.recorders.folderOf(node.recording().id()).resolve("index.m3u8");
        try {
            return !Files.exists(playlist)
                    ? 0
                    : Files.readAllLines(playlist).stream()
                            .filter(line -> line.startsWith("#EXTINF:"))
                            .mapToDouble(line -> Double.parseDouble(line.substring(8, line.indexOf(','))))
                            .sum();
        } catch (IOException replacedMeanwhile) {
            return 0;
        }
    }

    private void renew(Node node) {
        node.hosted.round();
        node.hosted.look();
    }

    private void playAndRenew(Node node, double seconds) {
        playUntil(seconds + " s are written", () -> {
            if (timestamp % 48_000 == 0) {
                renew(node);
            }
            return secondsWritten(node) >= seconds;
        });
    }

    private void awaitState(Node node, RecordingState state) {
        playUntil("the recording is " + state, () -> node.recording().state() == state);
    }

    @Test
    void what_is_broadcast_to_cloudflare_is_recorded_by_one_node_and_seen_by_it() {
        one.hosted.round();
        other.hosted.round();
        playAndRenew(one, 8);

        assertThat(one.hosted.active()).isEqualTo(1);
        assertThat(other.hosted.active()).isZero();
        assertThat(one.provider.broadcasting()).containsExactly(yoga);
        assertThat(one.recorders.status(yoga)).isEqualTo(RecordingStatus.RECORDING);
        assertThat(client.videos()
                        .list(dev.stagedoor.cloudflare.stream.VideoQuery.all())
                        .videos())
                .isEmpty();

        one.stage.platform().sessions().end(coach, yoga);
        awaitState(one, RecordingState.READY);
        assertThat(one.recording().facts().orElseThrow().audioCodec()).isEqualToIgnoringCase("opus");
        assertThat(one.recording().facts().orElseThrow().duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void when_a_node_dies_another_goes_on_with_the_same_recording_and_the_dead_one_writes_no_more() {
        one.hosted.round();
        playAndRenew(one, 4);
        Recording begun = one.recording();

        clock.advance(Recordings.RECORDER_LEASE);
        other.hosted.round();
        double before = secondsWritten(other);
        playAndRenew(other, before + 4);

        assertThat(other.recording().id()).isEqualTo(begun.id());
        assertThat(other.recording().node()).isEqualTo("other");
        assertThat(other.recording().lastError().orElse("")).contains("node one stopped recording");
        assertThat(one.leases.holds(begun.id())).isFalse();
        other.stage.platform().sessions().end(coach, yoga);
        awaitState(other, RecordingState.READY);
        assertThat(other.recording().facts().orElseThrow().duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void a_node_that_stops_in_good_order_leaves_the_class_to_the_next_at_once() {
        one.hosted.round();
        playAndRenew(one, 4);
        one.close();

        other.hosted.round();
        assertThat(other.hosted.active()).isEqualTo(1);
        playAndRenew(other, secondsWritten(other) + 4);
    }

    @Test
    void what_a_dead_node_left_of_a_class_that_has_ended_is_finished_by_another() {
        one.hosted.round();
        playAndRenew(one, 4);
        one.hosted.close();
        other.stage.platform().sessions().end(coach, yoga);
        clock.advance(Recordings.RECORDER_LEASE);

        other.hosted.round();

        awaitState(other, RecordingState.READY);
        assertThat(other.recording().node()).isEqualTo("other");
    }

    @Test
    void a_publisher_that_falls_silent_is_reported_and_awaited_and_reported_gone() {
        one.hosted.round();
        playAndRenew(one, 4);
        assertThat(one.provider.broadcasting()).containsExactly(yoga);

        clock.advance(WhepSource.SILENCE);
        one.hosted.look();
        assertThat(one.provider.broadcasting()).isEmpty();
        playUntil("media is seen again", () -> one.provider.broadcasting().contains(yoga));
    }
}
