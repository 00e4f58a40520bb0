package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TapTest {
    private final Witness witness = new Witness();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final Stage stage = new Stage(new Taps(witness, tasks::add));

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        return stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
    }

    /** Lets the tap read what is there, and what its next tick brings. */
    private void read() {
        stage.passMillis(25);
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    @Test
    void a_tap_is_told_the_tracks_and_gets_every_packet() {
        Client coach = publisher();
        coach.frame(true, 3);
        coach.frame(false, 2);
        coach.speak();
        read();
        assertThat(witness.opened).containsExactly("yoga");
        assertThat(witness.tracks.get(0))
                .extracting(TapTrack::kind, TapTrack::codec, TapTrack::clockRate, TapTrack::payloadType)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(TapTrack.Kind.AUDIO, "opus", 48_000, 111),
                        org.assertj.core.groups.Tuple.tuple(TapTrack.Kind.VIDEO, "VP8", 90_000, 96));
        assertThat(witness.packets(TapTrack.Kind.VIDEO)).hasSize(5);
        assertThat(witness.packets(TapTrack.Kind.AUDIO)).hasSize(1);
        assertThat(witness.packets(TapTrack.Kind.VIDEO))
                .allSatisfy(packet -> assertThat(packet.rtp()[1] & 0x7f).isEqualTo(96));
        assertThat(witness.heard.get(0)).isEqualTo("started");
    }

    @Test
    void a_packet_that_came_by_retransmission_is_copied_as_what_it_repeats() {
        Client coach = publisher();
        coach.frame(true, 1);
        coach.videoSequence++;
        coach.frame(false, 1);
        read();
        byte[] repeated = new byte[2 + 200];
        Bytes.put16(repeated, 0, 1001);
        coach.sendRtp(97, true, 7, 93_000, Client.RTX_SSRC, repeated);
        stage.settle();
        read();
        List<TapPacket> video = witness.packets(TapTrack.Kind.VIDEO);
        int first = Bytes.u16(video.get(0).rtp(), 2);
        assertThat(video)
                .extracting(packet -> Bytes.u16(packet.rtp(), 2) - first & 0xffff)
                .containsExactly(0, 2, 1);
    }

    @Test
    void both_tracks_of_a_report_lie_on_one_wall_clock() {
        Client coach = publisher();
        coach.frame(true, 1);
        coach.speak();
        stage.passMillis(5);
        long ntpSeconds = 3_900_000_000L;
        coach.sendRtcp(report(Client.VIDEO_SSRC, ntpSeconds, coach.timestamp));
        coach.sendRtcp(report(Client.AUDIO_SSRC, ntpSeconds + 2, 960));
        read();
        assertThat(witness.clocks).hasSize(2);
        assertThat(witness.clocks.get(1).wallNanos() - witness.clocks.get(0).wallNanos())
                .isEqualTo(2_000_000_000L);
        long ofFrame = Bytes.i32(witness.packets(TapTrack.Kind.VIDEO).get(0).rtp(), 4) & 0xffff_ffffL;
        assertThat(witness.clocks.get(0).rtpTimestamp() - ofFrame & 0xffff_ffffL)
                .isEqualTo(3000);
    }

    private static byte[] report(int ssrc, long ntpSeconds, int timestamp) {
        byte[] report = new byte[28];
        Bytes.put32(report, 0, 0x80_c8_0006);
        Bytes.put32(report, 4, ssrc);
        Bytes.put32(report, 8, (int) ntpSeconds);
        Bytes.put32(report, 16, timestamp);
        return report;
    }

    @Test
    void a_tap_hears_when_the_publisher_goes_and_comes_back_and_when_all_is_over() {
        Client coach = publisher();
        coach.frame(true, 1);
        stage.passMillis(3_100);
        coach.frame(true, 1);
        read();
        publisher().frame(true, 1);
        stage.passMillis(3_100);
        stage.passMillis(11_000);
        read();
        assertThat(witness.heard)
                .containsExactly(
                        "started", "packet", "lost", "returned", "packet", "started", "packet", "lost", "ended");
    }

    @Test
    void a_key_frame_that_the_tap_wants_is_asked_of_the_publisher() {
        Client coach = publisher();
        coach.frame(true, 1);
        read();
        stage.passMillis(1_000);
        coach.rtcp.clear();
        witness.feed.requestKeyFrame();
        witness.feed.requestKeyFrame();
        stage.passMillis(60);
        assertThat(coach.rtcp.stream().filter(TapTest::isPictureLoss)).hasSize(1);
    }

    private static boolean isPictureLoss(byte[] compound) {
        for (int at = 0; at + 4 <= compound.length; at += 4 + 4 * Bytes.u16(compound, at + 2)) {
            if ((compound[at + 1] & 0xff) == 206 && (compound[at] & 0x1f) == 1) {
                return true;
            }
        }
        return false;
    }

    @Test
    void a_tap_that_is_behind_loses_packets_and_is_told_how_many_and_viewers_lose_none() {
        Client coach = publisher();
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        coach.frame(true, 1);
        for (int i = 0; i < 2_500; i++) {
            coach.frame(false, 1);
        }
        read();
        coach.frame(false, 1);
        read();
        assertThat(ana.video()).hasSize(2_502);
        assertThat(witness.packets(TapTrack.Kind.VIDEO).size() + witness.missing)
                .isEqualTo(2_502);
        assertThat(witness.missing).isPositive();
        assertThat(witness.heard.subList(witness.heard.size() - 2, witness.heard.size()))
                .containsExactly("missing", "packet");
        assertThat(stage.router.metrics(java.util.Map.of(), 0).dropped().get("tap_full"))
                .isEqualTo(witness.missing);
    }

    @Test
    void where_nobody_wants_copies_none_are_made() {
        witness.wants = false;
        Client coach = publisher();
        coach.frame(true, 1);
        read();
        coach.frame(false, 1);
        read();
        assertThat(witness.opened).containsExactly("yoga");
        assertThat(witness.heard).isEmpty();
        stage.passMillis(100);
        assertThat(tasks).isEmpty();
    }

    @Test
    void a_tap_that_fails_disturbs_nobody_and_is_called_again() {
        witness.fails = true;
        Client coach = publisher();
        coach.frame(true, 1);
        read();
        witness.fails = false;
        coach.frame(false, 1);
        read();
        assertThat(witness.heard).contains("packet");
    }

    @Test
    void a_tap_without_a_thread_disturbs_nobody() {
        Stage other = new Stage(new Taps(witness, task -> {
            throw new RejectedExecutionException("planted");
        }));
        Client coach =
                other.client().publish("yoga", "good-coach", Client.vp8()).connected();
        Client ana = other.client().watch("yoga", "good-ana").connected();
        coach.frame(true, 2);
        other.passMillis(100);
        assertThat(ana.video()).hasSize(2);
        other.close();
    }

    /** Notes everything it is told. */
    private static final class Witness implements MediaTap, TapSession {
        final List<String> opened = new ArrayList<>();
        final List<String> heard = new ArrayList<>();
        final List<List<TapTrack>> tracks = new ArrayList<>();
        final List<TapPacket> packets = new ArrayList<>();
        final List<TapClock> clocks = new ArrayList<>();
        TapFeed feed;
        long missing;
        boolean wants = true;
        boolean fails;

        @Override
        public Optional<TapSession> open(TapFeed from) {
            opened.add(from.liveInputId());
            feed = from;
            return wants ? Optional.of(this) : Optional.empty();
        }

        List<TapPacket> packets(TapTrack.Kind kind) {
            return packets.stream()
                    .filter(packet -> tracks.get(0).get(packet.track()).kind() == kind)
                    .toList();
        }

        private void hear(String what) {
            if (fails) {
                throw new IllegalStateException("planted");
            }
            heard.add(what);
        }

        @Override
        public void broadcastStarted(List<TapTrack> described, Instant at) {
            tracks.add(described);
            hear("started");
        }

        @Override
        public void packet(TapPacket packet) {
            packets.add(packet);
            hear("packet");
        }

        @Override
        public void clock(TapClock reading) {
            clocks.add(reading);
            hear("clock");
        }

        @Override
        public void packetsLost(long lost) {
            missing += lost;
            hear("missing");
        }

        @Override
        public void publisherLost(Instant at) {
            hear("lost");
        }

        @Override
        public void publisherReturned(Instant at) {
            hear("returned");
        }

        @Override
        public void ended(Instant at) {
            hear("ended");
        }
    }
}
