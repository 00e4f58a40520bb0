package dev.stagedoor.rtc.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Ten thousand broken packets of each kind: dropped or used, nothing else, and nothing grows. */
class MalformedRtpTest {
    private static final long SEED = Long.getLong("stagedoor.seed", 4_242);
    private static final int INPUTS = 10_000;

    @Test
    void ten_thousand_broken_rtp_packets_do_no_harm() {
        RtpInputs inputs = new RtpInputs();
        run(this::rtp, inputs::rtp);
    }

    @Test
    void ten_thousand_broken_rtcp_compounds_do_no_harm() {
        run(MalformedRtpTest::rtcp, RtpInputs::rtcp);
    }

    private interface Source {
        byte[] next(Random random);
    }

    private static void run(Source source, Predicate<byte[]> consumer) {
        Random random = new Random(SEED);
        int used = 0;
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutate(source.next(random), random);
            try {
                used += consumer.test(input) ? 1 : 0;
            } catch (RuntimeException e) {
                Assertions.fail("seed " + SEED + ", input " + i + ": " + Arrays.toString(input), e);
            }
        }
        Assertions.assertThat(used).as("some inputs get past the first check").isBetween(INPUTS / 20, INPUTS);
    }

    private byte[] rtp(Random random) {
        byte[] out = new byte[200];
        RtpHeaderWriter writer = new RtpHeaderWriter()
                .begin(
                        out,
                        0,
                        random.nextBoolean(),
                        96 + random.nextInt(8),
                        random.nextInt(),
                        random.nextInt(),
                        1 + random.nextInt(3));
        if (random.nextBoolean()) {
            writer.extension(1, new byte[] {'0'}).extension16(3, random.nextInt());
        }
        int header = writer.end();
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        System.arraycopy(payload, 0, out, header, payload.length);
        return Arrays.copyOf(out, header + payload.length);
    }

    private static byte[] rtcp(Random random) {
        ReportBlock block = new ReportBlock(1, 2, 3, 4, 5, 6, 7);
        List<RtcpPacket> all = new ArrayList<>(List.of(
                new RtcpPacket.SenderReport(1, 2, 3, 4, 5, List.of(block)),
                new RtcpPacket.ReceiverReport(1, List.of(block, block)),
                new RtcpPacket.SourceDescription(1, "x".repeat(random.nextInt(9))),
                new RtcpPacket.Bye(List.of(1L)),
                new RtcpPacket.Nack(1, 2, List.of(1, 2, 30)),
                new RtcpPacket.PictureLossIndication(1, 2),
                new RtcpPacket.FullIntraRequest(1, 2, 3),
                new RtcpPacket.ReceiverEstimate(1, 1000, List.of(2L)),
                new RtcpPacket.TransportFeedback(
                        1, 2, 3, 4, 5, Collections.nCopies(random.nextInt(30), new RtcpPacket.Arrival(true, 300)))));
        Collections.shuffle(all, random);
        byte[] out = new byte[1500];
        return Arrays.copyOf(out, Rtcp.write(all.subList(0, 1 + random.nextInt(3)), out, 0));
    }

    private static byte[] mutate(byte[] good, Random random) {
        byte[] bytes = good.clone();
        int changes = random.nextInt(5);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            switch (random.nextInt(4)) {
                case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
                case 1 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(8));
                default -> {
                    int early = random.nextBoolean() ? Math.min(bytes.length, 8) : bytes.length;
                    bytes[random.nextInt(early)] = (byte) random.nextInt();
                }
            }
        }
        return bytes;
    }
}
