package dev.stagedoor.server.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapPacket;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.mediaserver.spi.TapTrack;
import dev.stagedoor.recorder.RecordingFiles;
import dev.stagedoor.testkit.TestPlatform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this node does with its recordings when a disk is full, a database is away, or a class ends on another node. Everything runs on the calling thread. */
class RecordersTest {

    private static final Duration PACKET = Duration.ofMillis(20);
    private static final TapTrack SOUND = new TapTrack(0, TapTrack.Kind.AUDIO, "opus", 111, 48_000, 2, "");

    private final TestPlatform here =
            TestPlatform.inMemory().with(builder -> builder.node("here")).start();
    private final TestPlatform elsewhere = TestPlatform.over(here.storage())
            .clock(here.clock())
            .with(builder -> builder.node("elsewhere"))
            .start();
    private final UserId coach = here.instructor("coach");
    private final List<StreamId> told = new ArrayList<>();
    private final Recorders recorders;
    private boolean full;
    private int sent;

    RecordersTest(@TempDir Path folder) {
        recorders = new Recorders(folder, here.clock(), this::write, new OnCallingThread());
        recorders.observer(told::add);
        recorders.attach(here.platform());
    }

    @AfterEach
    void close() {
        recorders.close();
        elsewhere.close();
        here.close();
    }

    private void write(Path target, byte[] content) throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        RecordingFiles.durable().publish(target, content);
    }

    private StreamId liveClass() {
        StreamId id = here.plannedClass(coach, 0).id();
        here.clock().advance(Duration.ofDays(1));
        assertThat(here.platform().sessions().start(coach, id)).isInstanceOf(SessionResult.Done.class);
        return id;
    }

    private TapSession broadcast(StreamId id) {
        TapSession session = recorders.open(new Feed(id)).orElseThrow();
        session.broadcastStarted(List.of(SOUND), here.clock().instant());
        return session;
    }

    private void play(TapSession session, Duration length) {
        for (long i = length.dividedBy(PACKET); i > 0; i--) {
            byte[] rtp = ByteBuffer.allocate(16)
                    .putShort((short) 0x806f)
                    .putShort((short) sent)
                    .putInt(sent * 960)
                    .putInt(7)
                    .put(new byte[] {(byte) 0xfc, 1, 2, 3})
                    .array();
            session.packet(new TapPacket(0, rtp, sent * PACKET.toNanos()));
            sent++;
        }
    }

    private Recording recording(StreamId id) {
        return here.platform().recordings().forStream(id).orElseThrow();
    }

    private String playlist(StreamId id) throws IOException {
        return Files.readString(recorders.folderOf(recording(id).id()).resolve("index.m3u8"));
    }

    @Test
    void a_full_disk_is_an_alarm_that_is_seen_while_the_class_goes_on() {
        StreamId id = liveClass();
        TapSession session = broadcast(id);
        play(session, Duration.ofSeconds(30));
        full = true;

        play(session, Duration.ofSeconds(30));

        assertThat(recorders.status(id)).isEqualTo(RecordingStatus.STOPPED);
        assertThat(recorders.stopped()).isEqualTo(1);
        assertThat(recorders.alarms()).isEqualTo(1);
        assertThat(told).containsOnly(id).hasSize(2);
        assertThat(here.platform().sessions().find(id).orElseThrow().status()).isEqualTo(StreamStatus.LIVE);
    }

    @Test
    void what_a_full_disk_stopped_gets_its_end_when_there_is_room_again() throws IOException {
        StreamId id = liveClass();
        TapSession session = broadcast(id);
        play(session, Duration.ofSeconds(30));
        full = true;
        play(session, Duration.ofSeconds(30));
        full = false;

        here.platform().sessions().end(coach, id);

        assertThat(recording(id).state()).isEqualTo(RecordingState.READY);
        assertThat(recording(id).facts().orElseThrow().duration()).isGreaterThan(Duration.ofSeconds(20));
        assertThat(playlist(id)).contains("#EXT-X-ENDLIST");
        assertThat(recorders.stopped()).isZero();
    }

    @Test
    void what_the_disk_refuses_to_finish_is_kept_and_tried_again() throws IOException {
        StreamId id = liveClass();
        play(broadcast(id), Duration.ofSeconds(30));
        Path playlist = recorders.folderOf(recording(id).id()).resolve("index.m3u8");
        byte[] good = Files.readAllBytes(playlist);
        full = true;
        Files.writeString(playlist, "half a li");

        here.platform().sessions().end(coach, id);

        assertThat(recording(id).state()).isEqualTo(RecordingState.RECORDING);
        Files.write(playlist, good);
        recorders.lookAgain();
        assertThat(recording(id).state()).isEqualTo(RecordingState.READY);
    }

    @Test
    void a_class_that_ended_on_another_node_is_closed_by_the_next_look() {
        StreamId id = liveClass();
        play(broadcast(id), Duration.ofSeconds(30));

        elsewhere.platform().sessions().end(coach, id);
        assertThat(recording(id).state()).isEqualTo(RecordingState.RECORDING);
        recorders.lookAgain();

        assertThat(recording(id).state()).isEqualTo(RecordingState.READY);
    }

    @Test
    void the_recording_of_another_node_is_left_to_that_node() {
        StreamId id = liveClass();
        elsewhere.platform().recordings().begin(id);

        here.platform().sessions().end(coach, id);

        assertThat(recording(id).state()).isEqualTo(RecordingState.RECORDING);
    }

    @Test
    void of_a_class_that_is_live_nothing_is_closed() {
        StreamId id = liveClass();
        play(broadcast(id), Duration.ofSeconds(30));

        recorders.lookAgain();

        assertThat(recorders.status(id)).isEqualTo(RecordingStatus.RECORDING);
    }

    @Test
    void what_was_never_written_counts_as_failed() {
        StreamId id = liveClass();
        here.platform().recordings().begin(id);

        here.platform().sessions().end(coach, id);

        assertThat(recording(id).state()).isEqualTo(RecordingState.FAILED);
    }

    private record Feed(StreamId id) implements TapFeed {
        @Override
        public String liveInputId() {
            return id.toString();
        }

        @Override
        public void requestKeyFrame() {}
    }

    private static final class OnCallingThread extends AbstractExecutorService {
        @Override
        public void execute(Runnable task) {
            task.run();
        }

        @Override
        public void shutdown() {}

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
