package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.PacketKind;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a joiner waits for its first picture; the network itself takes no time here. */
class JoinTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        return stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
    }

    private Client watching(String person) {
        return stage.client().watch("yoga", "good-" + person);
    }

    private static PacketKind kind(Stage.Datagram datagram) {
        return PacketKind.of(datagram.bytes(), 0, datagram.bytes().length);
    }

    private void teach(Client coach, int frames) {
        for (int i = 0; i < frames; i++) {
            stage.passMillis(33);
            coach.frame(false, 4);
        }
    }

    @Test
    void without_losses_a_joiner_waits_for_no_timer() {
        Client coach = publisher();
        coach.frame(true, 10);
        teach(coach, 20);
        long posted = stage.now();
        Client ana = watching("ana");
        assertThat(ana.video()).isNotEmpty();
        assertThat(ana.video().get(0).atNanos()).isEqualTo(posted);
    }

    @Test
    void a_key_frame_asked_for_when_the_offer_came_is_the_joiners_first_picture() {
        Client coach = publisher();
        coach.frame(true, 10);
        teach(coach, 100);
        stage.losing(datagram -> !datagram.toServer() && kind(datagram) == PacketKind.DTLS);
        int heard = coach.rtcp.size();
        Client ana = watching("ana");
        assertThat(coach.rtcp).as("feedback at once").hasSizeGreaterThan(heard);
        coach.frame(true, 10);
        stage.losing(datagram -> false);
        ana.connected();
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
    }

    @Test
    void a_lost_check_or_handshake_flight_costs_its_own_repeat_and_no_tick_more() {
        Client coach = publisher();
        coach.frame(true, 3);
        stage.passMillis(7);
        int[] lost = new int[1];
        stage.losing(datagram -> !datagram.toServer() && kind(datagram) == PacketKind.DTLS && lost[0]++ == 0);
        long posted = stage.now();
        Client ana = stage.client();
        ana.passive = true;
        ana.watch("yoga", "good-ana").connected();
        assertThat(stage.now() - posted).isBetween(millis(100), millis(102));
        assertThat(ana.video()).hasSize(3);
    }

    @Test
    void a_first_key_frame_that_overtakes_the_end_of_the_handshake_is_not_lost() {
        Client coach = stage.client();
        coach.passive = true;
        stage.losing(datagram -> datagram.toServer() && kind(datagram) == PacketKind.DTLS && coach.isConnected());
        coach.publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 3);
        stage.losing(datagram -> false);
        stage.passMillis(400);
        coach.frame(false, 1);
        Client ana = watching("ana").connected();
        assertThat(ana.video()).hasSize(4);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
    }

    @Test
    void a_source_that_begins_without_a_key_frame_is_asked_for_one_before_anybody_joins() {
        Client coach = publisher();
        int heard = coach.rtcp.size();
        coach.frame(false, 1);
        stage.passMillis(25);
        assertThat(coach.rtcp.subList(heard, coach.rtcp.size()))
                .anyMatch(packet -> packet.length >= 12 && contains(packet, 0x81, 0xce));
    }

    @Test
    void a_joiner_does_not_wait_longer_than_a_moment_for_a_publisher_that_ignores_requests() {
        Client coach = publisher();
        coach.frame(true, 10);
        teach(coach, 100);
        Client ana = watching("ana").connected();
        long joined = stage.now();
        teach(coach, 12);
        assertThat(ana.video()).isNotEmpty();
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
        assertThat(ana.video().get(0).atNanos() - joined).isLessThan(millis(330));
    }

    @Test
    void a_joiner_is_not_shown_a_picture_of_the_publisher_before() {
        Client coach = publisher();
        coach.frame(true, 3);
        coach.vanish();
        Client again = publisher();
        again.frame(false, 1);
        Client ana = watching("ana").connected();
        stage.passMillis(400);
        assertThat(ana.video()).isEmpty();
        again.frame(true, 3);
        assertThat(ana.video().get(0).isKeyFrame()).isTrue();
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }

    private static boolean contains(byte[] packet, int first, int second) {
        for (int i = 0; i + 1 < packet.length; i += 4) {
            if ((packet[i] & 0xff) == first && (packet[i + 1] & 0xff) == second) {
                return true;
            }
        }
        return false;
    }
}
