package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Client.Packet;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        return stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
    }

    private Client viewer(String person) {
        return stage.client().watch("yoga", "good-" + person).connected();
    }

    private static void hasNoGaps(List<Packet> packets) {
        for (int i = 1; i < packets.size(); i++) {
            int before = packets.get(i - 1).sequence();
            assertThat(packets.get(i).sequence()).isEqualTo(before + 1 & 0xffff);
        }
    }

    @Test
    void a_viewer_sees_and_hears_what_is_published() {
        Client coach = publisher();
        coach.frame(true, 3);
        Client ana = viewer("ana");
        coach.frame(false, 2);
        coach.speak();
        stage.passMillis(50);
        assertThat(ana.video()).hasSize(5);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
        assertThat(ana.audio()).hasSize(1);
        assertThat(stage.events.heard).containsExactly("connected yoga", "flowing yoga", "joined ana 1");
    }

    @Test
    void each_viewer_gets_its_own_payload_types_and_the_declared_source() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = stage.client()
                .watch("yoga", "good-ana", RtpCodec.vp8(101), true)
                .connected();
        Client ben = stage.client()
                .watch("yoga", "good-ben", RtpCodec.vp8(100), false)
                .connected();
        stage.passMillis(30);
        assertThat(ana.video().get(0).payloadType()).isEqualTo(101);
        assertThat(ben.video().get(0).payloadType()).isEqualTo(100);
        long declared =
                ana.agreement.media(MediaKind.VIDEO).orElseThrow().remoteSsrcs().get(0);
        assertThat(Integer.toUnsignedLong(ana.video().get(0).ssrc())).isEqualTo(declared);
    }

    @Test
    void a_late_joiner_gets_the_pictures_since_the_key_frame_at_once_and_then_goes_on_live() {
        Client coach = publisher();
        coach.frame(true, 10);
        for (int i = 0; i < 20; i++) {
            stage.passMillis(33);
            coach.frame(false, 4);
        }
        Client ana = viewer("ana");
        long joined = stage.now();
        stage.passMillis(40);
        coach.frame(false, 4);
        stage.passMillis(5);
        assertThat(ana.video()).hasSize(94);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
        assertThat(ana.video().get(0).atNanos() - joined).isLessThan(2_000_000);
        hasNoGaps(ana.video());
        assertThat(coach.rtcp).noneMatch(ForwardingTest::isPictureLoss);
    }

    @Test
    void the_time_line_of_a_catch_up_is_squeezed_so_that_the_joiner_is_not_behind() {
        Client coach = publisher();
        coach.frame(true, 5);
        for (int i = 0; i < 30; i++) {
            stage.passMillis(33);
            coach.frame(false, 4);
        }
        Client ana = viewer("ana");
        stage.passMillis(60);
        coach.frame(false, 1);
        stage.passMillis(5);
        List<Packet> video = ana.video();
        long span = video.get(video.size() - 2).timestamp() - video.get(0).timestamp();
        assertThat(span).isBetween(30L, 9_000L);
        for (int i = 1; i < video.size(); i++) {
            assertThat(video.get(i).timestamp())
                    .isGreaterThanOrEqualTo(video.get(i - 1).timestamp());
        }
        assertThat(video.get(video.size() - 1).timestamp()
                        - video.get(video.size() - 2).timestamp())
                .isEqualTo(3000);
    }

    @Test
    void a_joiner_far_behind_the_last_key_frame_makes_the_publisher_send_one() {
        Client coach = publisher();
        coach.frame(true, 10);
        for (int i = 0; i < 100; i++) {
            stage.passMillis(33);
            coach.frame(false, 4);
        }
        Client ana = viewer("ana");
        stage.passMillis(5);
        assertThat(coach.rtcp).anyMatch(ForwardingTest::isPictureLoss);
        coach.frame(false, 4);
        assertThat(ana.video()).isEmpty();
        coach.frame(true, 10);
        stage.passMillis(5);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
        assertThat(ana.video()).hasSize(10);
    }

    @Test
    void a_publisher_that_ignores_requests_is_asked_ever_more_seldom_and_its_pictures_are_replayed() {
        Client coach = publisher();
        coach.frame(true, 10);
        for (int i = 0; i < 100; i++) {
            stage.passMillis(33);
            coach.frame(false, 4);
        }
        viewer("ana");
        for (int i = 0; i < 200; i++) {
            stage.passMillis(33);
            coach.frame(false, 2);
        }
        long asked = coach.rtcp.stream().filter(ForwardingTest::isPictureLoss).count();
        assertThat(asked).isBetween(3L, 6L);
        Client ben = viewer("ben");
        stage.passMillis(500);
        assertThat(ben.video()).isNotEmpty();
        assertThat(ben.video().get(0).isKeyFrame()).isTrue();
    }

    @Test
    void key_frame_requests_of_many_viewers_are_throttled() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        byte[] pictureLoss = new byte[12];
        Bytes.put32(pictureLoss, 0, 0x81_ce_0002);
        for (int i = 0; i < 50; i++) {
            ana.sendRtcp(pictureLoss);
            stage.passMillis(10);
        }
        assertThat(coach.rtcp.stream().filter(ForwardingTest::isPictureLoss).count())
                .isBetween(1L, 2L);
    }

    @Test
    void a_lost_packet_is_sent_again_on_the_retransmission_stream() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        coach.frame(false, 5);
        stage.passMillis(5);
        Packet lost = ana.video().get(3);
        ana.rtp.clear();
        ana.nack(lost.ssrc(), lost.sequence(), 0);
        assertThat(ana.rtp).hasSize(1);
        Packet again = ana.rtp.get(0);
        assertThat(again.payloadType()).isEqualTo(121);
        assertThat(again.ssrc()).isNotEqualTo(lost.ssrc());
        assertThat(Bytes.u16(again.payload(), 0)).isEqualTo(lost.sequence());
        assertThat(again.timestamp()).isEqualTo(lost.timestamp());
        assertThat(again.payload()).endsWith(lost.payload());
    }

    @Test
    void a_lost_packet_is_sent_again_as_it_was_when_no_retransmission_stream_was_agreed() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ben = stage.client()
                .watch("yoga", "good-ben", RtpCodec.vp8(100), false)
                .connected();
        int[] count = new int[1];
        stage.losing(datagram -> !datagram.toServer()
                && PacketKind.of(datagram.bytes(), 0, datagram.bytes().length) == PacketKind.RTP
                && ++count[0] == 2);
        coach.frame(false, 4);
        stage.losing(datagram -> false);
        List<Packet> video = ben.video();
        assertThat(video).hasSize(4);
        int missing = video.get(1).sequence() + 1 & 0xffff;
        ben.nack(video.get(0).ssrc(), missing, 0);
        assertThat(ben.video()).hasSize(5);
        assertThat(ben.video().get(4).sequence()).isEqualTo(missing);
    }

    @Test
    void the_same_packet_is_not_sent_again_and_again_within_a_moment() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        Packet lost = ana.video().get(0);
        ana.rtp.clear();
        for (int i = 0; i < 10; i++) {
            ana.nack(lost.ssrc(), lost.sequence(), 0);
        }
        assertThat(ana.rtp).hasSize(1);
        stage.passMillis(25);
        ana.nack(lost.ssrc(), lost.sequence(), 0);
        assertThat(ana.rtp).hasSize(2);
    }

    @Test
    void a_viewer_that_asks_for_everything_again_is_held_to_its_budget() {
        Client coach = publisher();
        coach.frame(true, 100);
        Client ana = viewer("ana");
        for (int i = 0; i < 9; i++) {
            coach.frame(false, 100);
        }
        stage.passMillis(500);
        int first = ana.video().get(0).sequence();
        int ssrc = ana.video().get(0).ssrc();
        ana.rtp.clear();
        for (int i = 0; i < 1000; i += 17) {
            ana.nack(ssrc, first + i & 0xffff, 0xffff);
        }
        assertThat(ana.rtp).hasSizeBetween(300, 410);
    }

    @Test
    void a_packet_lost_on_the_way_in_is_asked_for_and_forwarded_late() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        int lost = coach.videoSequence + 1;
        int[] count = new int[1];
        stage.losing(datagram -> datagram.toServer()
                && PacketKind.of(datagram.bytes(), 0, datagram.bytes().length) == PacketKind.RTP
                && ++count[0] == 2);
        coach.frame(false, 4);
        stage.losing(datagram -> false);
        assertThat(ana.video()).hasSize(4);
        stage.passMillis(60);
        assertThat(coach.rtcp).anyMatch(packet -> asksFor(packet, lost));
        byte[] payload = new byte[202];
        Bytes.put16(payload, 0, lost);
        coach.sendRtp(97, false, 1, coach.timestamp - 3000, Client.RTX_SSRC, payload);
        stage.settle();
        assertThat(ana.video()).hasSize(5);
        assertThat(ana.video().get(4).sequence()).isEqualTo(ana.video().get(1).sequence() + 1 & 0xffff);
    }

    @Test
    void padding_is_not_forwarded_and_leaves_no_gap() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        byte[] padding = new byte[12 + 100 + 32];
        padding[0] = (byte) 0xa0;
        padding[1] = 96;
        Bytes.put16(padding, 2, coach.videoSequence++);
        Bytes.put32(padding, 4, coach.timestamp);
        Bytes.put32(padding, 8, Client.VIDEO_SSRC);
        padding[111] = 100;
        coach.sendPlain(padding, 112);
        coach.frame(false, 2);
        assertThat(ana.video()).hasSize(3);
        hasNoGaps(ana.video());
    }

    @Test
    void a_probe_of_an_unknown_source_is_dropped() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        coach.sendRtp(96, false, 1, 1, 0, new byte[40]);
        coach.sendRtp(96, false, 1, 1, 0x9999, new byte[40]);
        coach.sendRtp(33, false, 1, 1, 0x9999, new byte[40]);
        stage.settle();
        assertThat(ana.video()).hasSize(1);
    }

    @Test
    void what_a_viewer_sends_goes_to_nobody() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana");
        Client ben = viewer("ben");
        int before = ben.rtp.size();
        ana.sendRtp(96, true, 1, 1, Client.VIDEO_SSRC, new byte[] {0x10, 0, 0, 0});
        stage.passMillis(30);
        assertThat(ben.rtp).hasSize(before);
    }

    @Test
    void viewers_are_told_how_the_clocks_of_sound_and_picture_relate() {
        Client coach = publisher();
        coach.frame(true, 1);
        coach.speak();
        senderReport(coach, Client.VIDEO_SSRC, 90_000);
        senderReport(coach, Client.AUDIO_SSRC, 480_960);
        Client ana = viewer("ana");
        coach.frame(false, 1);
        coach.speak();
        stage.passMillis(600);
        byte[] report = ana.rtcp.stream()
                .filter(packet -> packet[1] == (byte) 200)
                .findFirst()
                .orElseThrow();
        assertThat(report[28 + 1] & 0xff)
                .as("a second report for the other track")
                .isEqualTo(200);
        assertThat(Bytes.i32(report, 8)).as("the same wall clock").isEqualTo(Bytes.i32(report, 28 + 8));
        long videoShift = ana.video().get(0).timestamp() - 90_000;
        long audioShift = ana.audio().get(0).timestamp() - 502L * 960;
        long audioTicks = Bytes.u32(report, 16) - audioShift - 480_960;
        long videoTicks = Bytes.u32(report, 28 + 16) - videoShift - 90_000;
        assertThat(Math.abs((int) audioTicks / 48 - (int) videoTicks / 90)).isLessThanOrEqualTo(1);
    }

    private static void senderReport(Client coach, int ssrc, int timestamp) {
        byte[] report = new byte[28];
        Bytes.put32(report, 0, 0x80_c8_0006);
        Bytes.put32(report, 4, ssrc);
        Bytes.put32(report, 8, 0xe000_0000);
        Bytes.put32(report, 16, timestamp);
        coach.sendRtcp(report);
    }

    @Test
    void the_publisher_gets_reports_about_what_arrived() {
        Client coach = publisher();
        coach.frame(true, 5);
        coach.videoSequence += 5;
        coach.frame(false, 5);
        stage.passMillis(1100);
        byte[] report = coach.rtcp.stream()
                .filter(packet -> packet[1] == (byte) 201 && (packet[0] & 0x1f) > 0)
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(Bytes.i32(report, 8)).isEqualTo(Client.VIDEO_SSRC);
        assertThat(Bytes.i32(report, 12) & 0xffffff).as("lost so far").isEqualTo(5);
    }

    private static boolean isPictureLoss(byte[] packet) {
        return feedback(packet, 0xce, 1) >= 0;
    }

    private static boolean asksFor(byte[] packet, int sequence) {
        int at = feedback(packet, 0xcd, 1);
        return at >= 0 && Bytes.u16(packet, at + 12) == (sequence & 0xffff);
    }

    private static int feedback(byte[] packet, int type, int format) {
        int at = 0;
        while (at + 8 <= packet.length) {
            if ((packet[at + 1] & 0xff) == type && (packet[at] & 0x1f) == format) {
                return at;
            }
            at += 4 * (Bytes.u16(packet, at + 2) + 1);
        }
        return -1;
    }
}
