package dev.stagedoor.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.rtc.codec.Depacketizer;
import dev.stagedoor.rtc.codec.KeyFrames;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What is done with untrusted packets, for the tests that feed broken ones. */
final class RtpInputs {
    private final RtpPacket packet = new RtpPacket();
    private final BundleDemultiplexer demultiplexer =
            new BundleDemultiplexer().section(0, "0", 1).payloadType(0, 96);
    private final ReceiverStatistics statistics = new ReceiverStatistics(1, 90_000);
    private final NackGenerator nacks = new NackGenerator(0, 1, 2);
    private final ReorderBuffer<Integer> reorder = new ReorderBuffer<>(10, 100);
    private final TransportFeedbackGenerator feedback = new TransportFeedbackGenerator(1, 1);
    private final Map<MediaCodec, Depacketizer> depacketizers = new EnumMap<>(MediaCodec.class);
    private long now;

    RtpInputs() {
        for (MediaCodec codec : MediaCodec.values()) {
            depacketizers.put(codec, Depacketizer.of(codec));
        }
    }

    boolean rtp(byte[] input) {
        byte[] bytes = input.clone();
        if (!packet.wrap(bytes, 0, bytes.length)) {
            return false;
        }
        now++;
        assertThat(packet.payloadOffset() + packet.payloadLength()).isBetween(0, bytes.length);
        assertThat(packet.payloadLength()).isNotNegative();
        for (int id = 0; id < 256; id++) {
            if (packet.findExtension(id)) {
                assertThat(packet.elementOffset() + packet.elementLength()).isLessThanOrEqualTo(bytes.length);
            }
        }
        for (int i = 0; i < packet.csrcCount(); i++) {
            packet.csrc(i);
        }
        demultiplexer.route(packet);
        statistics.received(packet.sequenceNumber(), packet.timestamp(), now);
        statistics.report(now);
        nacks.received(packet.sequenceNumber(), now);
        nacks.poll(now);
        feedback.received(packet.sequenceNumber(), now);
        feedback.poll(1, now).ifPresent(report -> writable(List.of(report)));
        reorder.offer(packet.sequenceNumber(), 0, now);
        reorder.drain(now, (item, afterGap) -> {});
        assertThat(nacks.pending() + reorder.size()).isLessThan(500);
        depacketize(bytes);
        rewrite(bytes);
        return true;
    }

    private void depacketize(byte[] bytes) {
        depacketizers.forEach((codec, depacketizer) -> {
            KeyFrames.beginsIn(codec, bytes, packet.payloadOffset(), packet.payloadLength());
            depacketizer.push(
                    bytes,
                    packet.payloadOffset(),
                    packet.payloadLength(),
                    packet.marker(),
                    packet.timestamp(),
                    now % 5 == 0);
        });
    }

    private void rewrite(byte[] bytes) {
        byte[] ids = new byte[256];
        ids[1] = 7;
        ids[200] = 3;
        packet.renumberExtensions(ids);
        byte[] out = new byte[bytes.length + 10];
        int size = Rtx.encapsulate(packet, out, 0, 97, 1, 1);
        assertThat(size).isEqualTo(bytes.length + 2);
        Rtx.decapsulate(packet, 96, 1);
    }

    static boolean rtcp(byte[] input) {
        List<RtcpPacket> packets = Rtcp.parse(input, 0, input.length);
        if (packets.isEmpty()) {
            return false;
        }
        writable(packets);
        return true;
    }

    private static void writable(List<? extends RtcpPacket> packets) {
        byte[] out = new byte[20_000];
        int length = Rtcp.write(packets, out, 0);
        assertThat(length).isPositive();
        assertThat(Rtcp.parse(out, 0, length)).hasSameSizeAs(packets);
    }
}
