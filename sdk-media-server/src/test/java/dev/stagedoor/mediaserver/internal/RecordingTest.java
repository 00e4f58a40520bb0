package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.mediaserver.internal.router.Taps;
import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.mediaserver.spi.MediaTap;
import dev.stagedoor.mediaserver.spi.TapClock;
import dev.stagedoor.mediaserver.spi.TapFeed;
import dev.stagedoor.mediaserver.spi.TapPacket;
import dev.stagedoor.mediaserver.spi.TapSession;
import dev.stagedoor.mediaserver.spi.TapTrack;
import dev.stagedoor.recorder.HlsRecorder;
import dev.stagedoor.recorder.RecordedTrack;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.recorder.stage.Encoder;
import dev.stagedoor.recorder.stage.Probe;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.codec.Packetizer;
import dev.stagedoor.rtc.rtp.NtpTime;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broadcast through the server's tap into a recorder, in virtual time. */
class RecordingTest {
    @TempDir
    Path folder;

    private final RecordingTap tap = new RecordingTap();
    private final Stage stage = new Stage(new Taps(tap, Runnable::run));

    @AfterEach
    void close() {
        stage.close();
    }

    /** What an application writes to connect the two. */
    private final class RecordingTap implements MediaTap {
        final List<RecordingFacts> finished = new ArrayList<>();

        @Override
        public Optional<TapSession> open(TapFeed feed) {
            HlsRecorder recorder = HlsRecorder.builder(folder.resolve(feed.liveInputId()), Runnable::run)
                    .keyFrameRequests(feed::requestKeyFrame)
                    .open();
            return Optional.of(new TapSession() {
                @Override
                public void broadcastStarted(List<TapTrack> tracks, Instant at) {
                    recorder.broadcastStarted(tracks.stream()
                            .flatMap(track ->
                                    MediaCodec.of(track.codec())
                                            .map(codec -> new RecordedTrack(track.index(), codec))
                                            .stream())
                            .toList());
                }

                @Override
                public void packet(TapPacket packet) {
                    recorder.rtp(packet.track(), packet.rtp(), packet.arrivalNanos());
                }

                @Override
                public void clock(TapClock reading) {
                    recorder.clock(reading.track(), reading.rtpTimestamp(), reading.wallNanos());
                }

                @Override
                public void packetsLost(long packets) {
                    recorder.packetsLost();
                }

                @Override
                public void publisherLost(Instant at) {
                    recorder.interrupted();
                }

                @Override
                public void publisherReturned(Instant at) {}

                @Override
                public void ended(Instant at) {
                    finished.add(recorder.finish().join());
                }
            });
        }
    }

    /** A publisher with a camera, a microphone and a sense of time: answers requests for key frames, and reports. */
    private final class Coach implements AutoCloseable {
        private final Client client;
        private final MediaCodec codec;
        private final Packetizer packetizer;
        private final Encoder camera;
        private final Encoder microphone = Encoder.opus();
        private final Random random = new Random(5);
        private final long clockAhead;
        private boolean keyWanted = true;
        private int keyFrames;
        private long pictures;
        private long sounds;

        Coach(MediaCodec codec, long clockAheadSeconds) {
            this.codec = codec;
            this.clockAhead = clockAheadSeconds;
            this.packetizer = Packetizer.of(codec, 1000);
            this.camera = Encoder.video(codec, 160, 120, 25, 200_000);
            RtpCodec video =
                    codec == MediaCodec.H264 ? RtpCodec.h264(96) : RtpCodec.video(96, codec.encodingName(), "");
            this.client = stage.client().publish("yoga", "good-coach", video).connected();
            client.onControl(compound -> keyWanted |= asksForKeyFrame(compound));
        }

        void broadcast(int seconds) {
            long end = pictures + seconds * 25L;
            while (pictures < end) {
                picture();
                while (sounds * 20 < pictures * 40) {
                    sound();
                }
                if (pictures % 25 == 10) {
                    report(Client.VIDEO_SSRC, (int) (pictures * 3600));
                    report(Client.AUDIO_SSRC, (int) (777 + pictures * 1920));
                }
                stage.passMillis(40);
            }
        }

        private void picture() {
            keyFrames += keyWanted ? 1 : 0;
            EncodedFrame frame = camera.picture(keyWanted, pictures * 3600, -1);
            keyWanted = false;
            List<byte[]> payloads = packetizer.packetize(frame);
            for (int i = 0; i < payloads.size(); i++) {
                client.sendRtp(
                        96,
                        i == payloads.size() - 1,
                        client.videoSequence++,
                        (int) (pictures * 3600),
                        Client.VIDEO_SSRC,
                        payloads.get(i));
            }
            pictures++;
            stage.settle();
        }

        private void sound() {
            byte[] payload = microphone.tone(sounds * 960).data();
            client.sendRtp(111, false, client.audioSequence++, (int) (777 + sounds * 960), Client.AUDIO_SSRC, payload);
            sounds++;
            stage.settle();
        }

        private void report(int ssrc, int timestamp) {
            Instant now = Instant.ofEpochSecond(0, stage.wall()).plusSeconds(clockAhead);
            byte[] report = new byte[28];
            Bytes.put32(report, 0, 0x80_c8_0006);
            Bytes.put32(report, 4, ssrc);
            long ntp = NtpTime.of(now);
            Bytes.put32(report, 8, (int) (ntp >>> 32));
            Bytes.put32(report, 12, (int) ntp);
            Bytes.put32(report, 16, timestamp);
            client.sendRtcp(report);
        }

        @Override
        public void close() {
            camera.close();
            microphone.close();
        }
    }

    private static boolean asksForKeyFrame(byte[] compound) {
        for (int at = 0; at + 4 <= compound.length; at += 4 + 4 * Bytes.u16(compound, at + 2)) {
            if ((compound[at + 1] & 0xff) == 206 && (compound[at] & 0x1f) == 1) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_broadcast_can_be_replayed_when_it_is_over() throws IOException {
        try (Coach coach = new Coach(MediaCodec.H264, 3_000)) {
            coach.broadcast(14);
            assertThat(coach.keyFrames).as("asked for once a segment").isBetween(3, 5);
        }
        stage.desk.running("yoga").ifPresent(relay -> stage.router.end(relay, "over", stage.now()));
        RecordingFacts facts = tap.finished.get(0);
        Probe probe = Probe.of(folder.resolve("yoga"));
        Probe.Run run = probe.runs.get(0);
        assertThat(probe.runs).hasSize(1);
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(14), Duration.ofMillis(200));
        assertThat(run.video().packets()).hasSize(350);
        assertThat(run.video().decoded()).isEqualTo(350);
        assertThat(run.audio().decoded()).isEqualTo(run.audio().packets().size());
        assertThat(run.audio().start() - run.video().start()).isCloseTo(0, within(0.04));
        assertThat(run.audio().end() - run.video().end()).isCloseTo(0, within(0.06));
        assertThat(probe.playlist.mediaSegments()).hasSize(4);
        assertThat(probe.playlist.independentSegments()).isTrue();
    }

    @Test
    void packets_that_get_lost_on_the_way_and_come_again_are_in_the_replay() throws IOException {
        try (Coach coach = new Coach(MediaCodec.VP9, 0)) {
            coach.broadcast(3);
            stage.losing(datagram -> datagram.toServer() && isMedia(datagram) && coach.random.nextInt(100) < 2);
            coach.broadcast(6);
        }
        stage.desk.running("yoga").ifPresent(relay -> stage.router.end(relay, "over", stage.now()));
        Probe probe = Probe.of(folder.resolve("yoga"));
        for (Probe.Run run : probe.runs) {
            assertThat(run.video().decoded()).isEqualTo(run.video().packets().size());
        }
        assertThat(tap.finished.get(0).duration()).isCloseTo(Duration.ofSeconds(9), Duration.ofMillis(200));
    }

    private static boolean isMedia(Stage.Datagram datagram) {
        return (datagram.bytes()[0] & 0xc0) == 0x80 && (datagram.bytes()[1] & 0x7f) == 96;
    }

    @Test
    void a_coach_who_comes_back_is_in_the_same_recording() throws IOException {
        try (Coach coach = new Coach(MediaCodec.VP8, 0)) {
            coach.broadcast(6);
            coach.client.vanish();
            stage.forget(coach.client);
        }
        stage.passMillis(5_000);
        try (Coach again = new Coach(MediaCodec.VP8, -50)) {
            again.broadcast(6);
        }
        stage.passMillis(14_000);
        RecordingFacts facts = tap.finished.get(0);
        assertThat(facts.duration()).isCloseTo(Duration.ofSeconds(12), Duration.ofMillis(400));
        assertThat(facts.gaps()).hasSize(1);
        Probe probe = Probe.of(folder.resolve("yoga"));
        assertThat(probe.runs).hasSize(2);
        assertThat(probe.runs).allSatisfy(run -> {
            assertThat(run.video().codec()).isEqualTo("h264");
            assertThat(run.video().decoded()).isEqualTo(run.video().packets().size());
        });
    }
}
