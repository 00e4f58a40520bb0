package dev.stagedoor.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RtcpTest {
    private final byte[] buffer = new byte[1500];

    private List<RtcpPacket> roundTrip(List<RtcpPacket> packets) {
        int length = Rtcp.write(packets, buffer, 7);
        assertThat(length).isPositive().matches(l -> l % 4 == 0);
        return Rtcp.parse(buffer, 7, length);
    }

    @Test
    void every_packet_survives_writing_and_reading() {
        ReportBlock block = new ReportBlock(0xffffffffL, 255, -3, 0x1ffffL, 17, 0xdeadbeefL, 65_536);
        List<RtcpPacket> packets = List.of(
                new RtcpPacket.SenderReport(1, 0x8123456789abcdefL, 0xffffffffL, 3, 4, List.of(block, block)),
                new RtcpPacket.SourceDescription(1, "coach"),
                new RtcpPacket.ReceiverReport(2, List.of(block)),
                new RtcpPacket.PictureLossIndication(2, 3),
                new RtcpPacket.FullIntraRequest(2, 3, 255),
                new RtcpPacket.Nack(2, 3, List.of(65_534, 65_535, 0, 14, 15, 4000)),
                new RtcpPacket.ReceiverEstimate(2, 1_500_000 >> 4 << 4, List.of(3L, 4L)),
                new RtcpPacket.Bye(List.of(1L, 2L)));

        assertThat(roundTrip(packets)).isEqualTo(packets);
    }

    @Test
    void a_nack_packs_what_is_near_into_one_entry() {
        int length = Rtcp.write(List.of(new RtcpPacket.Nack(1, 2, List.of(10, 11, 26, 27))), buffer, 0);

        assertThat(HexFormat.of().formatHex(buffer, 0, length))
                .isEqualTo("81cd0004" + "00000001" + "00000002" + "000a8001" + "001b0000");
    }

    @Test
    void transport_feedback_survives_with_losses_and_large_deltas() {
        List<RtcpPacket.Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            arrivals.add(
                    i % 5 == 3
                            ? RtcpPacket.Arrival.LOST
                            : new RtcpPacket.Arrival(true, i == 20 ? -40 : i == 21 ? 30_000 : i * 6));
        }
        arrivals.addAll(Collections.nCopies(30, RtcpPacket.Arrival.LOST));
        arrivals.addAll(Collections.nCopies(12, new RtcpPacket.Arrival(true, 1)));
        List<RtcpPacket> packets = List.of(new RtcpPacket.TransportFeedback(1, 2, 65_530, -5, 200, arrivals));

        assertThat(roundTrip(packets)).isEqualTo(packets);
    }

    @Test
    void one_bit_status_vectors_are_read() {
        byte[] bytes = HexFormat.of()
                .parseHex("8fcd0005" + "00000001" + "00000002" + "00640003" + "00000102" + "a800" + "0408");

        assertThat(Rtcp.parse(bytes, 0, bytes.length))
                .singleElement()
                .isInstanceOfSatisfying(RtcpPacket.TransportFeedback.class, feedback -> {
                    assertThat(feedback.baseSequence()).isEqualTo(100);
                    assertThat(feedback.arrivals())
                            .containsExactly(
                                    new RtcpPacket.Arrival(true, 4),
                                    RtcpPacket.Arrival.LOST,
                                    new RtcpPacket.Arrival(true, 8));
                });
    }

    @Test
    void what_is_not_understood_is_left_out() {
        byte[] app = HexFormat.of().parseHex("80cc0002" + "00000001" + "41424344");
        System.arraycopy(app, 0, buffer, 0, app.length);
        int length = Rtcp.write(List.of(new RtcpPacket.PictureLossIndication(1, 2)), buffer, app.length);

        assertThat(Rtcp.parse(buffer, 0, app.length + length))
                .containsExactly(new RtcpPacket.PictureLossIndication(1, 2));
    }

    @Test
    void a_compound_that_does_not_fit_gives_nothing() {
        int length = Rtcp.write(List.of(new RtcpPacket.PictureLossIndication(1, 2)), buffer, 0);

        assertThat(Rtcp.parse(buffer, 0, length - 1)).isEmpty();
        assertThat(Rtcp.parse(new byte[] {(byte) 0x80, (byte) 200, 0, 9}, 0, 4)).isEmpty();
        assertThat(Rtcp.write(List.of(new RtcpPacket.Bye(List.of(1L))), new byte[7], 0))
                .isEqualTo(-1);
    }

    @Test
    void a_round_trip_time_comes_out_of_a_report_block() {
        Instant sent = Instant.parse("2026-11-22T12:00:00Z");
        SenderStatistics sender = new SenderStatistics(9, 90_000);
        sender.sent(1000, 100, 0);
        RtcpPacket.SenderReport report = sender.report(sent, 500_000_000L);
        ReceiverStatistics receiver = new ReceiverStatistics(9, 90_000);
        receiver.received(1, 1000, 0);
        receiver.senderReport(report.ntp(), 1_000_000_000L);

        ReportBlock block = receiver.report(1_250_000_000L);

        assertThat(report.rtpTimestamp()).isEqualTo(1000 + 45_000);
        assertThat(block.roundTripNanos(NtpTime.of(sent.plusMillis(290)))).isBetween(39_900_000L, 40_100_000L);
        assertThat(block.roundTripNanos(NtpTime.of(sent.plusMillis(200)))).isZero();
    }

    @Test
    void loss_and_jitter_are_counted_as_the_standard_says() {
        ReceiverStatistics statistics = new ReceiverStatistics(1, 90_000);
        for (int i = 0; i < 100; i++) {
            if (i % 10 != 5) {
                long late = i % 2 == 0 ? 0 : 1_000_000;
                statistics.received(65_500 + i & 0xffff, i * 3000L, i * 33_333_333L + late);
            }
        }

        ReportBlock block = statistics.report(0);

        assertThat(block.cumulativeLost()).isEqualTo(10);
        assertThat(block.fractionLost()).isEqualTo(25);
        assertThat(block.highestSequence()).isEqualTo(0x10000 + 65_599);
        assertThat(statistics.jitterSeconds()).isBetween(0.0005, 0.0011);
        assertThat(statistics.report(0).fractionLost()).as("a new interval").isZero();
    }
}
