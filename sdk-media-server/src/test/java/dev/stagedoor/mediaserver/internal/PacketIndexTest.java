package dev.stagedoor.mediaserver.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.IndexWitness;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Under one viewer's key no packet index is ever used for two different packets. */
class PacketIndexTest {
    private final Stage stage = new Stage();
    private final IndexWitness witness = new IndexWitness();

    @BeforeEach
    void watch() {
        stage.watching(witness);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        return stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
    }

    private Client viewer(String person, boolean rtx) {
        return stage.client()
                .watch("yoga", "good-" + person, RtpCodec.vp8(100), rtx)
                .connected();
    }

    private static void askForEverythingAgain(Client viewer) {
        List<Client.Packet> video = viewer.video();
        if (video.isEmpty()) {
            return;
        }
        Client.Packet newest = video.get(video.size() - 1);
        for (int back = 0; back < 68; back += 17) {
            viewer.nack(newest.ssrc(), newest.sequence() - back & 0xffff, 0xffff);
        }
    }

    @Test
    void a_packet_that_was_sent_in_a_squeezed_catch_up_is_sent_again_byte_for_byte() {
        Client coach = publisher();
        coach.frame(true, 20);
        for (int i = 0; i < 20; i++) {
            stage.passMillis(33);
            coach.frame(false, 5);
        }
        Client ana = viewer("ana", false);
        askForEverythingAgain(ana);
        coach.frame(false, 5);
        stage.passMillis(60);
        askForEverythingAgain(ana);
        stage.passMillis(60);
        assertThat(witness.repeated()).isGreaterThan(60);
        assertThat(ana.undecryptable).isZero();
    }

    @Test
    void joins_losses_reordering_repeats_reconnects_and_rollovers_never_use_an_index_twice() {
        long seed = 20_26_07L;
        Random random = new Random(seed);
        Client coach = publisher();
        coach.frame(true, 3);
        List<Client> viewers = new ArrayList<>();
        stage.losing(datagram -> PacketKind.of(datagram.bytes(), 0, datagram.bytes().length) == PacketKind.RTP
                && random.nextInt(40) == 0);
        for (int round = 0; round < 1200; round++) {
            if (round % 300 == 0) {
                viewers.add(viewer("p" + round, viewers.size() % 2 == 0));
            }
            if (round % 500 == 499) {
                coach.vanish();
                coach = publisher();
                coach.videoSequence = random.nextInt(65_536);
                coach.frame(true, 3);
            }
            disorderly(coach, random);
            coach.frame(random.nextInt(60) == 0, 1 + random.nextInt(20));
            coach.speak();
            askForEverythingAgain(viewers.get(random.nextInt(viewers.size())));
            stage.passMillis(5);
        }
        assertThat(witness.repeated()).as("seed %d", seed).isGreaterThan(1000);
        assertThat(witness.rollovers()).as("seed %d", seed).isPositive();
        assertThat(viewers).allMatch(viewer -> viewer.undecryptable == 0);
    }

    /** A late packet of before, one that came already with other bytes, one before all others, a loss. */
    private static void disorderly(Client coach, Random random) {
        int back = 1 + random.nextInt(40);
        byte[] payload = {0x10, 1, (byte) random.nextInt(), (byte) random.nextInt()};
        coach.sendRtp(96, true, coach.videoSequence - back & 0xffff, coach.timestamp, coach.videoSsrc, payload);
        coach.videoSequence += random.nextInt(120);
    }

    @Test
    void packets_too_large_to_forward_leave_no_hole_that_would_turn_the_index_back() {
        Client coach = publisher();
        coach.frame(true, 3);
        Client ana = viewer("ana", false);
        for (int i = 0; i < 12; i++) {
            coach.videoSequence += 2_900;
            coach.sendRtp(96, true, coach.videoSequence++ & 0xffff, coach.timestamp, coach.videoSsrc, new byte[1_490]);
        }
        coach.frame(false, 5);
        assertThat(ana.video()).hasSize(8);
        assertThat(ana.undecryptable).isZero();
    }

    @Test
    void a_publisher_whose_numbers_leap_cannot_turn_the_index_back() {
        Client coach = publisher();
        coach.frame(true, 1);
        Client ana = viewer("ana", false);
        byte[] padding = new byte[12 + 100 + 32];
        for (int i = 0; i < 40; i++) {
            coach.videoSequence += 2_900;
            padding[0] = (byte) 0xa0;
            padding[1] = 96;
            Bytes.put16(padding, 2, coach.videoSequence++);
            Bytes.put32(padding, 8, coach.videoSsrc);
            padding[111] = 100;
            coach.sendPlain(padding.clone(), 112);
        }
        coach.frame(false, 5);
        assertThat(ana.video()).hasSize(6);
        assertThat(ana.undecryptable).isZero();
    }

    @Test
    void a_straggler_of_a_new_publisher_does_not_take_a_number_of_the_one_before() {
        Client coach = publisher();
        coach.frame(true, 3);
        Client ana = viewer("ana", false);
        coach.videoSequence += 4;
        coach.frame(false, 1);
        coach.vanish();
        Client again = publisher();
        again.frame(true, 3);
        int before = ana.video().size();
        byte[] straggler = {0x10, 1, 0, 0};
        again.sendRtp(96, true, 1000 - 3, again.timestamp, again.videoSsrc, straggler);
        stage.settle();
        assertThat(ana.video()).hasSize(before);
    }
}
