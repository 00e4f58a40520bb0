package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Client.Packet;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.ice.Protocol;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    /** A session with its keys, rings and timers takes far more than 10 kB; what is kept here is the list of events heard. */
    private static final long MOST_BYTES_KEPT = 700 * 4096L;

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 3);
        return coach;
    }

    private Client viewer(String token) {
        return stage.client().watch("yoga", token).connected();
    }

    @Test
    void a_publisher_that_comes_back_within_the_grace_period_keeps_its_viewers_on_one_line() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        coach.vanish();
        stage.passMillis(5000);
        assertThat(stage.events.heard).contains("lost yoga").doesNotContain("gone yoga");
        Client again = stage.client();
        again.videoSsrc = 0x4444;
        again.videoSequence = 40_000;
        again.timestamp = 7;
        again.publish("yoga", "good-coach", Client.vp8()).connected();
        again.frame(true, 2);
        List<Packet> video = ana.video();
        assertThat(video).hasSize(5);
        Packet last = video.get(2);
        Packet next = video.get(3);
        assertThat(next.ssrc()).isEqualTo(last.ssrc());
        assertThat(next.sequence()).isEqualTo(last.sequence() + 1 & 0xffff);
        long ticks = next.timestamp() - last.timestamp();
        assertThat(ticks).as("time went on while nobody sent").isBetween(5L * 90_000, 6L * 90_000);
        assertThat(stage.events.heard)
                .containsSubsequence("lost yoga", "connected yoga", "flowing yoga")
                .doesNotContain("gone yoga");
        assertThat(ana.closedByServer).isFalse();
    }

    @Test
    void a_new_broadcast_takes_the_place_of_the_running_one() {
        Client old = publisher();
        Client ana = viewer("good-ana");
        Client next = stage.client();
        next.videoSsrc = 0x4444;
        stage.losing(datagram -> datagram.client().equals(next.address()));
        next.publish("yoga", "good-coach", Client.vp8());
        old.frame(false, 1);
        assertThat(ana.video())
                .as("the old one goes on until the new one is there")
                .hasSize(4);
        stage.losing(datagram -> false);
        next.connected();
        assertThat(old.closedByServer).isTrue();
        next.frame(true, 1);
        assertThat(ana.video()).hasSize(5);
        assertThat(stage.events.heard).doesNotContain("lost yoga", "gone yoga");
    }

    @Test
    void after_the_grace_period_viewers_are_cut_off_and_the_live_input_is_gone() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        coach.vanish();
        stage.passMillis(14_000);
        assertThat(ana.closedByServer).isTrue();
        assertThat(stage.events.heard).contains("gone yoga", "left ana 0");
        assertThat(stage.desk.sessions()).isZero();
        assertThat(stage.desk.relays()).isEmpty();
    }

    @Test
    void a_publisher_that_deletes_its_session_may_still_come_back() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        assertThat(stage.http("DELETE", coach.sessionUrl(), Map.of(), "").status())
                .isEqualTo(200);
        assertThat(coach.closedByServer).isTrue();
        assertThat(stage.events.heard).contains("lost yoga");
        assertThat(ana.closedByServer).isFalse();
    }

    @Test
    void a_publisher_that_falls_silent_is_lost_and_flows_again() {
        Client coach = publisher();
        stage.passMillis(3500);
        assertThat(stage.events.heard).contains("lost yoga");
        coach.frame(true, 1);
        assertThat(stage.events.heard).endsWith("flowing yoga");
        stage.passMillis(2000);
        assertThat(stage.events.heard).doesNotContain("gone yoga");
    }

    @Test
    void a_revoked_viewer_gets_close_notify_and_then_silence() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        Client ben = viewer("good-ben");
        stage.router.revoke(
                stage.desk.running("yoga").orElseThrow(), who -> who.person().equals("ana"), stage.now());
        stage.settle();
        assertThat(ana.closedByServer).isTrue();
        int before = ana.rtp.size();
        coach.frame(false, 1);
        assertThat(ana.rtp).hasSize(before);
        assertThat(ben.video()).hasSize(4);
        assertThat(stage.events.heard).endsWith("left ana 1");
    }

    @Test
    void people_are_counted_not_devices() {
        publisher();
        viewer("good-ana-phone");
        viewer("good-ana-laptop");
        viewer("good-ben");
        assertThat(stage.events.heard).endsWith("joined ana 1", "joined ana 1", "joined ben 2");
    }

    @Test
    void the_same_device_watches_once() {
        publisher();
        Client first = viewer("good-ana-phone");
        Client second = viewer("good-ana-phone");
        assertThat(first.closedByServer).isTrue();
        assertThat(second.closedByServer).isFalse();
        assertThat(stage.desk.sessions()).isEqualTo(2);
    }

    @Test
    void ending_a_live_input_cuts_everybody_off() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        stage.router.end(stage.desk.running("yoga").orElseThrow(), "ended", stage.now());
        stage.settle();
        assertThat(coach.closedByServer).isTrue();
        assertThat(ana.closedByServer).isTrue();
        assertThat(stage.events.heard).contains("gone yoga");
        Client late = stage.client().watch("yoga", "good-ben");
        assertThat(late.response.status()).isEqualTo(409);
    }

    @Test
    void a_viewer_that_vanishes_is_noticed_by_its_silence() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        ana.vanish();
        for (int i = 0; i < 40; i++) {
            stage.passMillis(1000);
            coach.frame(false, 1);
        }
        assertThat(stage.events.heard).endsWith("left ana 0");
        assertThat(stage.desk.sessions()).isEqualTo(1);
    }

    @Test
    void a_session_that_never_connects_is_reaped() {
        publisher();
        stage.losing(datagram -> true);
        stage.client().watch("yoga", "good-ana");
        assertThat(stage.desk.pending()).isEqualTo(1);
        for (int i = 0; i < 25; i++) {
            stage.passMillis(1000);
        }
        assertThat(stage.desk.pending()).isZero();
    }

    @Test
    void a_publisher_that_never_sends_is_reaped() {
        stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        stage.passMillis(31_000);
        assertThat(stage.desk.sessions()).isZero();
        assertThat(stage.events.heard).containsExactly("connected yoga", "gone yoga");
    }

    @Test
    void a_broadcast_in_another_encoding_sends_viewers_to_ask_again() {
        Client coach = publisher();
        Client ana = viewer("good-ana");
        coach.vanish();
        stage.passMillis(4000);
        stage.client().publish("yoga", "good-coach", RtpCodec.h264(102)).connected();
        assertThat(ana.closedByServer).isTrue();
        Client again = stage.client()
                .watch("yoga", "good-ana", RtpCodec.h264(103), true)
                .connected();
        assertThat(again.isConnected()).isTrue();
    }

    @Test
    void a_viewer_by_tcp_gets_the_same() {
        Client coach = publisher();
        Client ana = stage.client();
        ana.protocol = Protocol.TCP;
        ana.watch("yoga", "good-ana").connected();
        coach.frame(false, 2);
        stage.passMillis(10);
        assertThat(ana.video()).hasSize(5);
        stage.http("DELETE", ana.sessionUrl(), Map.of(), "");
        assertThat(stage.events.released).anyMatch(path -> path.protocol() == Protocol.TCP);
    }

    @Test
    void a_thousand_joins_and_leaves_leave_nothing_behind() {
        Client coach = publisher();
        joinAndLeave(coach, 0, 300);
        long usedBefore = usedMemory();
        joinAndLeave(coach, 300, 1000);
        assertThat(usedMemory() - usedBefore)
                .as("bytes that 700 more joins and leaves hold on to")
                .isLessThan(MOST_BYTES_KEPT);
        coach.frame(false, 1);
        assertThat(stage.desk.sessions()).isEqualTo(1);
        assertThat(stage.desk.pending()).isZero();
        assertThat(stage.router.sessions()).hasSize(1);
        assertThat(stage.router.addresses()).isEqualTo(1);
        assertThat(stage.events.heard).endsWith("left ana999 0");
    }

    private void joinAndLeave(Client coach, int from, int until) {
        for (int i = from; i < until; i++) {
            stage.passMillis(20);
            coach.frame(true, 1);
            Client ana = viewer("good-ana" + i);
            assertThat(ana.video()).isNotEmpty();
            assertThat(stage.http("DELETE", ana.sessionUrl(), Map.of(), "").status())
                    .isEqualTo(200);
            stage.forget(ana);
        }
    }

    private static long usedMemory() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
