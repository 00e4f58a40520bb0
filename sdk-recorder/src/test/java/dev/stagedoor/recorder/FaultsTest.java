package dev.stagedoor.recorder;

import static dev.stagedoor.recorder.stage.Broadcast.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.recorder.stage.Broadcast;
import dev.stagedoor.recorder.stage.Clip;
import dev.stagedoor.recorder.stage.Probe;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {
    @TempDir
    Path folder;

    private final List<RecorderException> alarms = new ArrayList<>();
    private final RecordingListener alarm = new RecordingListener() {
        @Override
        public void stopped(RecorderException cause) {
            alarms.add(cause);
        }
    };

    private static Broadcast broadcast() {
        return new Broadcast(Clip.of(MediaCodec.H264, 12), 7, START);
    }

    /** A disk on which the write of this number fails, and all behind it. */
    private static RecordingFiles fullAfter(int writes) {
        int[] count = new int[1];
        return (target, content) -> {
            if (count[0]++ >= writes) {
                throw new IOException("No space left on device");
            }
            RecordingFiles.durable().publish(target, content);
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
    void a_full_disk_stops_the_recording_with_one_alarm_and_what_is_there_plays(int writes) throws IOException {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .files(fullAfter(writes))
                .listener(alarm)
                .open();
        broadcast().feed(recorder, 0, 12);
        RecordingFacts facts = recorder.finish().join();
        assertThat(alarms).hasSize(1);
        assertThat(alarms.get(0))
                .hasMessageContaining("No space left on device")
                .hasMessageContaining(folder.toString());
        int whole = Math.max(0, (writes - 1) / 2);
        assertThat(facts.segments()).isEqualTo(whole);
        if (whole > 0) {
            RecordingFacts recovered = RecordingFolder.recover(folder);
            assertThat(recovered.complete()).isTrue();
            assertThat(recovered.duration()).isCloseTo(Duration.ofSeconds(4L * whole), Duration.ofMillis(50));
            Probe probe = Probe.of(folder);
            assertThat(probe.runs.get(0).video().decoded()).isEqualTo(120 * whole);
        }
    }

    @Test
    void a_disk_that_refuses_only_the_end_keeps_every_segment() throws IOException {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .files(fullAfter(7))
                .listener(alarm)
                .open();
        broadcast().feed(recorder, 0, 12);
        assertThat(recorder.finish().join().segments()).isEqualTo(3);
        assertThat(alarms).hasSize(1);
        assertThat(RecordingFolder.recover(folder).duration()).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(50));
    }

    @Test
    void a_folder_that_cannot_be_made_is_an_alarm_and_no_exception_for_who_feeds() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        HlsRecorder recorder = HlsRecorder.builder(file.resolve("sub"), Runnable::run)
                .listener(alarm)
                .open();
        broadcast().feed(recorder, 0, 2);
        assertThat(alarms).hasSize(1);
        assertThat(recorder.finish().join().isEmpty()).isTrue();
    }

    @Test
    void what_waits_for_a_slow_disk_is_bounded_and_who_feeds_never_waits() throws IOException {
        Deque<Runnable> tasks = new ArrayDeque<>();
        HlsRecorder recorder = HlsRecorder.builder(folder, tasks::add)
                .options(RecorderOptions.DEFAULT.withQueuedBytes(100_000))
                .listener(alarm)
                .open();
        Broadcast broadcast = broadcast();
        int events = broadcast.prepare(0, 12);
        recorder.broadcastStarted(broadcast.tracks());
        for (int i = 0; i < events; i++) {
            broadcast.feedEvent(recorder, i);
            if (i > events * 3 / 4 && !tasks.isEmpty()) {
                tasks.poll().run();
            }
        }
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
        var facts = recorder.finish();
        tasks.forEach(Runnable::run);
        assertThat(facts.join().duration()).isLessThan(Duration.ofSeconds(12));
        assertThat(alarms).isEmpty();
        Probe probe = Probe.of(folder);
        for (Probe.Run run : probe.runs) {
            assertThat(run.video().decoded()).isEqualTo(run.video().packets().size());
        }
    }

    @Test
    void an_executor_that_was_shut_down_is_an_alarm() {
        boolean[] shut = new boolean[1];
        HlsRecorder recorder = HlsRecorder.builder(folder, task -> {
                    if (shut[0]) {
                        throw new RejectedExecutionException("planted");
                    }
                    task.run();
                })
                .listener(alarm)
                .open();
        broadcast().feed(recorder, 0, 5);
        shut[0] = true;
        broadcast().goOn(recorder, 5, 6);
        assertThat(alarms).hasSize(1);
        assertThatThrownBy(() -> recorder.finish().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RecorderException.class);
    }

    @Test
    void a_listener_that_throws_disturbs_nothing() throws IOException {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run)
                .listener(new RecordingListener() {
                    @Override
                    public void segmentWritten(Duration total) {
                        throw new IllegalStateException("planted");
                    }
                })
                .open();
        broadcast().feed(recorder, 0, 12);
        assertThat(recorder.finish().join().duration()).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(50));
    }

    @Test
    void a_playlist_of_somebody_else_is_refused_and_left_alone() throws IOException {
        Files.writeString(folder.resolve("index.m3u8"), "not ours");
        HlsRecorder recorder =
                HlsRecorder.builder(folder, Runnable::run).listener(alarm).open();
        broadcast().feed(recorder, 0, 5);
        recorder.finish().join();
        assertThat(alarms).hasSize(1);
        assertThat(folder.resolve("index.m3u8")).hasContent("not ours");
    }

    @Test
    void a_folder_without_a_recording_cannot_be_recovered() {
        assertThatThrownBy(() -> RecordingFolder.recover(folder))
                .isInstanceOf(RecorderException.class)
                .hasMessageContaining(folder.toString());
    }

    @Test
    void one_file_for_download_has_everything_and_its_index_first() throws IOException {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run).open();
        broadcast().feed(recorder, 0, 5);
        new Broadcast(Clip.of(MediaCodec.H264, 12), 2, START + 20_000_000_000L).feed(recorder, 0, 7);
        recorder.finish().join();
        Path target = folder.resolve("class.mp4");
        long size = Mp4Export.toFile(folder, target);
        assertThat(Files.size(target)).isEqualTo(size);
        List<Probe.Track> tracks = Probe.tracks(target);
        assertThat(tracks).extracting(Probe.Track::codec).containsExactlyInAnyOrder("h264", "opus");
        for (Probe.Track track : tracks) {
            assertThat(track.start()).isCloseTo(0, within(0.03));
            assertThat(track.end()).isCloseTo(12, within(0.1));
            assertThat(track.decoded()).isEqualTo(track.packets().size());
        }
        String bytes = new String(Files.readAllBytes(target), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(bytes.indexOf("moov")).isPositive().isLessThan(bytes.indexOf("mdat"));
        assertThat(folder.resolve("class.mp4.part")).doesNotExist();
    }

    @Test
    void a_recording_with_two_sizes_is_exported_with_both() throws IOException {
        HlsRecorder recorder = HlsRecorder.builder(folder, Runnable::run).open();
        broadcast().feed(recorder, 0, 5);
        new Broadcast(Clip.of(MediaCodec.H264, 640, 360, 6), 2, START + 6_000_000_000L).feed(recorder, 0, 6);
        recorder.finish().join();
        Path target = folder.resolve("class.mp4");
        Mp4Export.toFile(folder, target);
        Probe.Track video = Probe.tracks(target).stream()
                .filter(track -> track.width() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(video.decoded()).isEqualTo(330);
        assertThat(video.end()).isCloseTo(11, within(0.1));
    }

    @Test
    void an_export_of_nothing_leaves_nothing_behind() {
        Path target = folder.resolve("class.mp4");
        assertThatThrownBy(() -> Mp4Export.toFile(folder, target)).isInstanceOf(RecorderException.class);
        assertThat(target).doesNotExist();
        assertThat(folder.resolve("class.mp4.part")).doesNotExist();
    }
}
