package dev.stagedoor.recorder;

import static dev.stagedoor.recorder.stage.Broadcast.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.recorder.stage.Broadcast;
import dev.stagedoor.recorder.stage.Clip;
import dev.stagedoor.recorder.stage.Probe;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import io.lindstrom.m3u8.model.MediaSegment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class HlsRecorderTest {
    private static final long SECOND = 1_000_000_000;
    /** What packets need to come here. */
    private static final long DELAY = 20_000_000;

    @TempDir
    Path folder;

    private HlsRecorder recorder() {
        return recorder(RecorderOptions.DEFAULT);
    }

    private HlsRecorder recorder(RecorderOptions options) {
        return HlsRecorder.builder(folder, Runnable::run).options(options).open();
    }

    private static Broadcast broadcast(MediaCodec codec) {
        return new Broadcast(Clip.of(codec, 12), 7, START);
    }

    private static void isWhole(Probe.Track track, double frameSeconds) {
        List<Probe.Packet> packets = track.packets();
        for (int i = 1; i < packets.size(); i++) {
            double step = packets.get(i).time() - packets.get(i - 1).time();
            assertThat(step)
                    .as("step before packet %d of %s", i, track.codec())
                    .isBetween(frameSeconds - 0.002, frameSeconds + 0.002);
        }
        assertThat(track.decoded()).as("decoded of %s", track.codec()).isEqualTo(packets.size());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "OPUS")
    void a_broadcast_becomes_a_replay_without_a_break(MediaCodec codec) throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(codec).feed(recorder, 0, 12);
        RecordingFacts facts = recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(1);
        Probe.Run run = probe.runs.get(0);
        assertThat(run.video().codec())
                .isEqualTo(
                        codec == MediaCodec.VP8 ? "h264" : codec.encodingName().toLowerCase());
        assertThat(run.audio().codec()).isEqualTo("opus");
        isWhole(run.video(), 1.0 / 30);
        isWhole(run.audio(), 0.02);
        assertThat(run.video().packets()).hasSize(360);
        assertThat(run.audio().packets()).hasSizeBetween(599, 600);
        assertThat(probe.seconds()).isCloseTo(12, within(0.05));
        assertThat(probe.playlist.ongoing()).isFalse();
        assertThat(probe.playlist.independentSegments()).isTrue();
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(50));
        assertThat(facts.codecs())
                .isEqualTo(Set.of(MediaCodec.OPUS, codec == MediaCodec.VP8 ? MediaCodec.H264 : codec));
        assertThat(facts.width()).isEqualTo(320);
        assertThat(facts.height()).isEqualTo(240);
        assertThat(facts.gaps()).isEmpty();
        assertThat(facts.complete()).isTrue();
        assertThat(facts.startedAt().orElseThrow()).isEqualTo(Instant.EPOCH.plusNanos(START + DELAY));
    }

    @Test
    void segments_end_at_the_first_key_frame_after_four_seconds_and_can_be_decoded_alone() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.H264).feed(recorder, 0, 12);
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.playlist.mediaSegments())
                .extracting(MediaSegment::duration)
                .allSatisfy(duration -> assertThat(duration).isCloseTo(4.0, within(0.05)));
        assertThat(probe.playlist.mediaSegments()).hasSize(3);
        assertThat(probe.playlist.targetDuration()).isGreaterThanOrEqualTo(4);
        assertThat(probe.playlist
                        .mediaSegments()
                        .get(1)
                        .programDateTime()
                        .orElseThrow()
                        .toInstant())
                .isEqualTo(Instant.EPOCH.plusNanos(START + DELAY + 4 * SECOND));
    }

    @Test
    void the_bytes_of_the_broadcast_are_not_touched() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.VP9).feed(recorder, 0, 8);
        recorder.finish().join();
        Probe.Run run = Probe.of(folder).runs.get(0);
        Clip clip = Clip.of(MediaCodec.VP9, 12);
        for (int i = 0; i < 240; i++) {
            assertThat(run.video().packets().get(i).data())
                    .isEqualTo(clip.video().get(i).data());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void losses_that_are_sent_again_disorder_and_duplicates_leave_no_trace(long seed) throws IOException {
        HlsRecorder recorder = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), seed, START)
                .delays(30, 60, 40)
                .lossy(0.05, 0, 0.05)
                .feed(recorder, 0, 12);
        recorder.finish().join();
        Probe.Run run = Probe.of(folder).runs.get(0);
        assertThat(run.video().packets()).as("seed %d", seed).hasSize(360);
        isWhole(run.video(), 1.0 / 30);
        isWhole(run.audio(), 0.02);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void what_is_lost_for_good_freezes_the_picture_and_breaks_nothing(long seed) throws IOException {
        List<Integer> asked = new ArrayList<>();
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .keyFrameRequests(() -> asked.add(1))
                .open();
        new Broadcast(Clip.of(MediaCodec.H264, 12), seed, START)
                .delays(30, 60, 40)
                .lossy(0.02, 0.3, 0)
                .feed(recorder, 0, 12);
        RecordingFacts facts = recorder.finish().join();
        Probe.Run run = Probe.of(folder).runs.get(0);
        assertThat(run.video().packets().size()).as("seed %d", seed).isLessThan(360);
        assertThat(run.video().decoded()).isEqualTo(run.video().packets().size());
        isMonotonic(run.video());
        isMonotonic(run.audio());
        assertThat(run.audio().packets().size()).isGreaterThan(580);
        assertThat(facts.gaps()).anySatisfy(gap -> assertThat(gap.cause()).isEqualTo(Gap.Cause.LOSS));
        assertThat(asked).isNotEmpty();
    }

    private static void isMonotonic(Probe.Track track) {
        for (int i = 1; i < track.packets().size(); i++) {
            assertThat(track.packets().get(i).time())
                    .isGreaterThan(track.packets().get(i - 1).time());
        }
    }

    @Test
    void sound_alone_is_recorded() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.H264).withoutVideo().feed(recorder, 0, 12);
        RecordingFacts facts = recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs.get(0).tracks()).hasSize(1);
        isWhole(probe.runs.get(0).audio(), 0.02);
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(50));
        assertThat(facts.width()).isZero();
        assertThat(probe.playlist.mediaSegments()).hasSize(3);
    }

    @Test
    void pictures_alone_are_recorded() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.AV1).withoutAudio().feed(recorder, 0, 12);
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs.get(0).tracks()).hasSize(1);
        isWhole(probe.runs.get(0).video(), 1.0 / 30);
        assertThat(probe.seconds()).isCloseTo(12, within(0.05));
    }

    @Test
    void an_announced_track_that_never_sends_is_not_waited_for_long() throws IOException {
        HlsRecorder recorder = recorder();
        recorder.broadcastStarted(broadcast(MediaCodec.H264).tracks());
        broadcast(MediaCodec.H264).withoutAudio().goOn(recorder, 0, 12);
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(1);
        assertThat(probe.runs.get(0).video().packets()).hasSize(360);
    }

    @Test
    void a_camera_that_comes_later_is_in_the_same_recording() throws IOException {
        HlsRecorder recorder = recorder();
        recorder.broadcastStarted(broadcast(MediaCodec.H264).tracks());
        broadcast(MediaCodec.H264).withoutVideo().goOn(recorder, 0, 6);
        broadcast(MediaCodec.H264).goOn(recorder, 6, 12);
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(2);
        assertThat(probe.runs.get(0).tracks()).hasSize(1);
        assertThat(probe.runs.get(1).tracks()).hasSize(2);
        assertThat(probe.seconds()).isCloseTo(12, within(0.5));
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void sound_and_picture_are_in_step_whatever_way_they_came(long seed) throws IOException {
        HlsRecorder recorder = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), seed, START)
                .delays(250, 30, 60)
                .feed(recorder, 0, 12);
        recorder.finish().join();
        assertInStep(Probe.of(folder).runs.get(0), 1.0, 0.04);
    }

    @Test
    void a_microphone_that_is_switched_on_late_is_in_step() throws IOException {
        HlsRecorder recorder = recorder();
        Broadcast late = new Broadcast(Clip.of(MediaCodec.H264, 12), 4, START);
        late.feedLate(recorder, 0, 12, 1.5);
        recorder.finish().join();
        Probe.Run run = Probe.of(folder).runs.get(0);
        assertThat(run.audio().start() - run.video().start()).isCloseTo(1.5, within(0.04));
        assertInStep(run, 1.0, 0.04);
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -2, 2, 86_400})
    void a_publisher_whose_clock_is_wrong_is_in_step_all_the_same(long seconds) throws IOException {
        HlsRecorder recorder = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 9, START)
                .delays(250, 30, 20)
                .wallClockAhead(seconds)
                .feed(recorder, 0, 12);
        RecordingFacts facts = recorder.finish().join();
        assertInStep(Probe.of(folder).runs.get(0), 1.0, 0.04);
        assertThat(facts.startedAt().orElseThrow())
                .isBetween(Instant.EPOCH.plusNanos(START), Instant.EPOCH.plusNanos(START + SECOND / 2));
    }

    @Test
    void clocks_that_run_apart_are_kept_in_step() throws IOException {
        HlsRecorder recorder = recorder(RecorderOptions.DEFAULT.withSegment(Duration.ofSeconds(2)));
        new Broadcast(Clip.of(MediaCodec.H264, 30), 5, START).audioClock(1.005).feed(recorder, 0, 30);
        recorder.finish().join();
        assertInStep(Probe.of(folder).runs.get(0), 1.005, 0.04);
    }

    /** A picture and a sound that were captured at one moment are at one moment in the replay. */
    private static void assertInStep(Probe.Run run, double audioClock, double most) {
        Clip clip = Clip.of(MediaCodec.H264, run.video().packets().size() > 360 ? 30 : 12);
        double first = run.video().packets().get(0).time();
        List<Probe.Packet> audio = run.audio().packets();
        int at = 0;
        for (Probe.Packet packet : audio) {
            while (!java.util.Arrays.equals(clip.audio().get(at).data(), packet.data())) {
                at++;
            }
            double captured = at * 0.02 / audioClock;
            assertThat(packet.time() - first).as("sound %d", at).isCloseTo(captured, within(most));
        }
        for (int i = 0; i < run.video().packets().size(); i++) {
            assertThat(run.video().packets().get(i).time() - first).isCloseTo(i / 30.0, within(0.02));
        }
    }

    @Test
    void without_reports_tracks_lie_where_they_arrive() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.H264).withoutReports().delays(20, 20, 5).feed(recorder, 0, 12);
        recorder.finish().join();
        assertInStep(Probe.of(folder).runs.get(0), 1.0, 0.04);
    }

    @Test
    void a_publisher_that_comes_back_goes_on_in_the_same_recording() throws IOException {
        HlsRecorder recorder = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 1, START).feed(recorder, 0, 5);
        recorder.interrupted();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 2, START + 20 * SECOND).feed(recorder, 0, 6);
        RecordingFacts facts = recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(2);
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(11), Duration.ofMillis(200));
        assertThat(facts.gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.cause()).isEqualTo(Gap.Cause.INTERRUPTION);
            assertThat(gap.length()).isCloseTo(Duration.ofSeconds(15), Duration.ofMillis(200));
        });
        assertThat(probe.runs.get(1).video().start()).isCloseTo(5.0, within(0.1));
        isWhole(probe.runs.get(1).video(), 1.0 / 30);
        isWhole(probe.runs.get(1).audio(), 0.02);
    }

    @Test
    void a_silent_stretch_is_not_in_the_replay() throws IOException {
        HlsRecorder recorder = recorder();
        Broadcast broadcast = broadcast(MediaCodec.H264);
        broadcast.feed(recorder, 0, 4.5);
        broadcast.goOn(recorder, 8, 12);
        RecordingFacts facts = recorder.finish().join();
        assertThat(Probe.of(folder).runs).hasSize(2);
        assertThat(facts.duration()).isCloseTo(Duration.ofMillis(8_500), Duration.ofMillis(100));
    }

    @ParameterizedTest
    @ValueSource(doubles = {3, 8, 14, 20, 20.5})
    void while_the_camera_sends_nothing_the_picture_stands_still_and_the_sound_goes_on(double until)
            throws IOException {
        HlsRecorder recorder = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 30), 6, START)
                .cameraPause(2.5, until)
                .feed(recorder, 0, 30);
        RecordingFacts facts = recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(1);
        Probe.Run run = probe.runs.get(0);
        isWhole(run.audio(), 0.02);
        List<Probe.Packet> pictures = run.video().packets();
        assertThat(pictures.get(0).time()).isCloseTo(0, within(0.01));
        for (int i = 1; i < pictures.size(); i++) {
            Probe.Packet before = pictures.get(i - 1);
            assertThat(before.time() + before.duration())
                    .isCloseTo(pictures.get(i).time(), within(0.01));
        }
        assertThat(run.video().end()).isCloseTo(30, within(0.1));
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(30), Duration.ofMillis(100));
        assertThat(probe.playlist.independentSegments()).isTrue();
        assertThat(run.video().decoded()).isEqualTo(pictures.size());
    }

    @Test
    void another_picture_size_is_another_run_with_its_own_initialization() throws IOException {
        HlsRecorder recorder = recorder();
        List<RecordedTrack> tracks = List.of(new RecordedTrack(1, MediaCodec.H264));
        recorder.broadcastStarted(tracks);
        List<EncodedFrame> small = Clip.of(MediaCodec.H264, 12).video();
        List<EncodedFrame> large = Clip.of(MediaCodec.H264, 640, 360, 6).video();
        for (int i = 0; i < 300; i++) {
            EncodedFrame from = i < 150 ? small.get(i) : large.get(i - 150);
            EncodedFrame frame = new EncodedFrame(MediaCodec.H264, from.data(), i * 3000L, from.keyFrame());
            recorder.frame(1, frame, START + i * SECOND / 30);
        }
        RecordingFacts facts = recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).extracting(run -> run.video().width()).containsExactly(320, 640);
        assertThat(probe.runs).extracting(run -> run.video().packets().size()).containsExactly(150, 150);
        assertThat(probe.seconds()).isCloseTo(10, within(0.05));
        assertThat(facts.width()).isEqualTo(640);
        assertThat(facts.gaps()).isEmpty();
    }

    @Test
    void another_codec_is_another_run() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.VP9).feed(recorder, 0, 5);
        new Broadcast(Clip.of(MediaCodec.H264, 12), 3, START + 6 * SECOND).feed(recorder, 0, 5);
        RecordingFacts facts = recorder.finish().join();
        assertThat(Probe.of(folder).runs).extracting(run -> run.video().codec()).containsExactly("vp9", "h264");
        assertThat(facts.codecs()).containsExactlyInAnyOrder(MediaCodec.OPUS, MediaCodec.VP9, MediaCodec.H264);
    }

    @Test
    void a_recorder_on_an_unfinished_folder_goes_on_with_it() throws IOException {
        HlsRecorder first = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 1, START).feed(first, 0, 9);
        Files.write(folder.resolve("000003.m4s.tmp"), new byte[100]);
        Files.write(folder.resolve("000003.m4s"), new byte[100]);
        assertThat(Files.readString(folder.resolve("index.m3u8"))).doesNotContain("ENDLIST");
        HlsRecorder second = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 2, START + 30 * SECOND).feed(second, 0, 9);
        RecordingFacts facts = second.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.runs).hasSize(2);
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(17), Duration.ofMillis(200));
        assertThat(facts.gaps()).hasSize(1);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
        }
    }

    @Test
    void a_finished_recording_that_is_opened_again_is_live_again() throws IOException {
        HlsRecorder first = recorder();
        broadcast(MediaCodec.H264).feed(first, 0, 9);
        first.finish().join();
        HlsRecorder second = recorder();
        new Broadcast(Clip.of(MediaCodec.H264, 12), 2, START + 30 * SECOND).feed(second, 0, 9);
        assertThat(Probe.of(folder).playlist.ongoing()).isTrue();
        second.finish().join();
        assertThat(Probe.of(folder).playlist.ongoing()).isFalse();
        assertThat(Probe.of(folder).seconds()).isCloseTo(18, within(0.2));
    }

    @Test
    void a_publisher_without_key_frames_is_cut_at_the_longest_segment_and_not_called_independent() throws IOException {
        List<Integer> asked = new ArrayList<>();
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .keyFrameRequests(() -> asked.add(1))
                .open();
        recorder.broadcastStarted(List.of(new RecordedTrack(1, MediaCodec.H264)));
        List<EncodedFrame> clip = Clip.of(MediaCodec.H264, 12).video();
        for (int i = 0; i < 700; i++) {
            EncodedFrame from = clip.get(i == 0 ? 0 : 1 + i % 50);
            recorder.frame(
                    1, new EncodedFrame(MediaCodec.H264, from.data(), i * 3000L, i == 0), START + i * SECOND / 30);
        }
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        assertThat(probe.playlist.mediaSegments())
                .extracting(MediaSegment::duration)
                .allSatisfy(duration -> assertThat(duration).isLessThanOrEqualTo(10.1));
        assertThat(probe.playlist.mediaSegments()).hasSize(3);
        assertThat(probe.playlist.independentSegments()).isFalse();
        assertThat(asked).as("asked about once a second while overdue").hasSizeBetween(10, 30);
    }

    @Test
    void a_recording_of_nothing_is_empty_and_no_fault() {
        HlsRecorder recorder = recorder();
        recorder.broadcastStarted(broadcast(MediaCodec.H264).tracks());
        assertThat(recorder.finish().join().isEmpty()).isTrue();
        assertThat(folder.resolve("index.m3u8")).doesNotExist();
    }

    @Test
    void a_short_broadcast_is_recorded_too() throws IOException {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.H264).feed(recorder, 0, 0.5);
        assertThat(recorder.finish().join().duration()).isCloseTo(Duration.ofMillis(500), Duration.ofMillis(50));
    }

    @Test
    void what_is_fed_after_the_end_changes_nothing() {
        HlsRecorder recorder = recorder();
        broadcast(MediaCodec.H264).feed(recorder, 0, 5);
        RecordingFacts facts = recorder.finish().join();
        broadcast(MediaCodec.H264).feed(recorder, 5, 9);
        assertThat(recorder.finish().join()).isEqualTo(facts);
    }

    @Test
    void a_clock_that_hardly_moves_does_not_fill_the_memory() throws IOException {
        HlsRecorder recorder = recorder();
        recorder.broadcastStarted(List.of(new RecordedTrack(1, MediaCodec.H264)));
        byte[] key = Clip.of(MediaCodec.H264, 12).video().get(0).data();
        byte[] padded = java.util.Arrays.copyOf(key, 1 << 20);
        int written = 0;
        for (int i = 0; i < 120; i++) {
            recorder.frame(1, new EncodedFrame(MediaCodec.H264, padded, i, true), START + i * SECOND / 30);
            written += folder.resolve("00000" + (written + 1) + ".m4s").toFile().exists() ? 1 : 0;
        }
        assertThat(written).as("segments before the end").isGreaterThanOrEqualTo(2);
        recorder.finish().join();
    }

    @Test
    void garbage_instead_of_media_stops_nothing() throws IOException {
        HlsRecorder recorder = recorder();
        recorder.broadcastStarted(broadcast(MediaCodec.H264).tracks());
        java.util.Random random = new java.util.Random(99);
        for (int i = 0; i < 3_000; i++) {
            byte[] packet = new byte[20 + random.nextInt(300)];
            random.nextBytes(packet);
            packet[0] = (byte) 0x80;
            packet[1] = (byte) (96 | (random.nextBoolean() ? 0x80 : 0));
            recorder.rtp(random.nextInt(3), packet, START + i * 5_000_000L);
        }
        new Broadcast(Clip.of(MediaCodec.H264, 12), 2, START + 30 * SECOND).feed(recorder, 0, 6);
        recorder.finish().join();
        Probe probe = Probe.of(folder);
        Probe.Run last = probe.runs.get(probe.runs.size() - 1);
        isWhole(last.video(), 1.0 / 30);
    }
}
