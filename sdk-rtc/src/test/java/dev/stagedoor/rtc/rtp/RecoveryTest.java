package dev.stagedoor.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final long MS = 1_000_000L;

    @Test
    void sequence_numbers_wrap() {
        assertThat(SequenceNumbers.isAfter(0, 65_535)).isTrue();
        assertThat(SequenceNumbers.isAfter(65_535, 0)).isFalse();
        assertThat(SequenceNumbers.distance(65_530, 5)).isEqualTo(11);
        assertThat(SequenceNumbers.plus(65_535, 2)).isEqualTo(1);

        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        long first = unwrapper.unwrap(65_534);
        assertThat(unwrapper.unwrap(1) - first).isEqualTo(3);
        assertThat(unwrapper.unwrap(65_535) - first).isEqualTo(1);
        assertThat(unwrapper.highest() - first).isEqualTo(3);
    }

    @Test
    void a_missing_packet_is_asked_for_until_it_comes_or_is_given_up() {
        NackGenerator generator = new NackGenerator(10 * MS, 50 * MS, 3);
        generator.received(65_534, 0);
        generator.received(1, 0);

        assertThat(generator.poll(9 * MS)).isEmpty();
        assertThat(generator.nextDeadline()).isEqualTo(10 * MS);
        assertThat(generator.poll(10 * MS)).containsExactly(65_535, 0);
        generator.received(0, 20 * MS);
        assertThat(generator.poll(59 * MS)).isEmpty();
        assertThat(generator.poll(60 * MS)).containsExactly(65_535);
        assertThat(generator.poll(110 * MS)).containsExactly(65_535);
        assertThat(generator.poll(160 * MS)).isEmpty();
        assertThat(generator.pending()).isZero();
        assertThat(generator.nextDeadline()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void what_is_waited_for_is_bounded_and_a_jump_is_a_new_start() {
        NackGenerator generator = new NackGenerator(0, MS, 3);
        generator.received(0, 0);
        generator.received(900, 0);
        assertThat(generator.pending()).isEqualTo(256);
        generator.received(5000, 0);
        assertThat(generator.pending()).isZero();
    }

    @Test
    void packets_come_out_in_order_whatever_the_order_of_arrival() {
        long seed = 42;
        List<Integer> arrival = new ArrayList<>(
                IntStream.range(65_000, 66_500).map(i -> i & 0xffff).boxed().toList());
        Random random = new Random(seed);
        for (int i = 1; i + 6 < arrival.size(); i += 6) {
            Collections.shuffle(arrival.subList(i, i + 6), random);
        }
        ReorderBuffer<Integer> buffer = new ReorderBuffer<>(100 * MS, 500);
        List<Integer> out = new ArrayList<>();
        long now = 0;
        for (int sequence : arrival) {
            buffer.offer(sequence, sequence, now);
            assertThat(buffer.offer(sequence, sequence, now)).as("a duplicate").isFalse();
            buffer.drain(now, (item, afterGap) -> {
                assertThat(afterGap).as("seed " + seed).isFalse();
                out.add(item);
            });
            now += MS;
        }

        assertThat(out)
                .isEqualTo(IntStream.range(65_000, 66_500)
                        .map(i -> i & 0xffff)
                        .boxed()
                        .toList());
    }

    @Test
    void a_gap_is_given_up_after_its_time_or_when_too_much_is_held() {
        ReorderBuffer<String> buffer = new ReorderBuffer<>(50 * MS, 3);
        List<String> out = new ArrayList<>();
        ReorderBuffer.Sink<String> sink = (item, afterGap) -> out.add(item + (afterGap ? "!" : ""));
        buffer.offer(1, "a", 0);
        buffer.offer(3, "c", 0);
        buffer.drain(49 * MS, sink);
        assertThat(out).containsExactly("a");
        assertThat(buffer.nextDeadline()).isEqualTo(50 * MS);
        buffer.drain(50 * MS, sink);
        assertThat(buffer.offer(2, "b", 51 * MS)).as("too late").isFalse();
        for (int i = 6; i < 10; i++) {
            buffer.offer(i, "x" + i, 52 * MS);
        }
        buffer.drain(52 * MS, sink);

        assertThat(out).containsExactly("a", "c!", "x6!", "x7", "x8", "x9");
    }

    @Test
    void transport_feedback_tells_what_came_and_when() {
        TransportFeedbackGenerator generator = new TransportFeedbackGenerator(1, 100 * MS);
        generator.received(65_535, 1000 * MS);
        generator.received(1, 1010 * MS);
        assertThat(generator.poll(9, 1099 * MS)).isEmpty();

        Optional<RtcpPacket.TransportFeedback> first = generator.poll(9, 1100 * MS);
        assertThat(first).hasValueSatisfying(feedback -> {
            assertThat(feedback.baseSequence()).isEqualTo(65_535);
            assertThat(feedback.arrivals())
                    .containsExactly(
                            new RtcpPacket.Arrival(true, 0), RtcpPacket.Arrival.LOST, new RtcpPacket.Arrival(true, 40));
        });
        assertThat(generator.nextDeadline()).isEqualTo(Long.MAX_VALUE);

        generator.received(3, 1200 * MS);
        assertThat(generator.poll(9, 1300 * MS)).hasValueSatisfying(feedback -> {
            assertThat(feedback.baseSequence()).isEqualTo(2);
            assertThat(feedback.feedbackCount()).isEqualTo(1);
            assertThat(feedback.referenceTime()).isEqualTo(3);
            assertThat(feedback.arrivals()).containsExactly(RtcpPacket.Arrival.LOST, new RtcpPacket.Arrival(true, 32));
        });
    }
}
