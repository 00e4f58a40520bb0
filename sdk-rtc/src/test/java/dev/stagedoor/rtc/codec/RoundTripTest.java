package dev.stagedoor.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {
    private static final long SEED = 20_261_122;
    private static final int FRAMES = 300;

    private record Sent(byte[] payload, boolean marker, long timestamp) {}

    @ParameterizedTest
    @EnumSource(MediaCodec.class)
    void what_is_packed_comes_out_the_same(MediaCodec codec) {
        Random random = new Random(SEED);
        Packetizer packetizer = Packetizer.of(codec, 1100);
        Depacketizer depacketizer = Depacketizer.of(codec);
        for (int i = 0; i < FRAMES; i++) {
            EncodedFrame frame = Frames.random(codec, i, random);
            Optional<EncodedFrame> out = Optional.empty();
            for (Sent packet : send(packetizer, frame)) {
                assertThat(packet.payload.length).isLessThanOrEqualTo(1100);
                out = push(depacketizer, packet, false);
            }
            assertThat(out).as("seed " + SEED + " frame " + i).hasValueSatisfying(received -> {
                assertThat(received.data()).isEqualTo(frame.data());
                assertThat(received.timestamp()).isEqualTo(frame.timestamp());
                assertThat(received.keyFrame()).isEqualTo(frame.keyFrame());
            });
        }
        assertThat(depacketizer.droppedFrames()).isZero();
    }

    @ParameterizedTest
    @EnumSource(MediaCodec.class)
    void under_loss_every_frame_that_comes_out_is_whole(MediaCodec codec) {
        Random random = new Random(SEED);
        Packetizer packetizer = Packetizer.of(codec, 300);
        Depacketizer depacketizer = Depacketizer.of(codec);
        Map<Long, EncodedFrame> sent = new HashMap<>();
        int untouched = 0;
        int received = 0;
        boolean gap = false;
        for (int i = 0; i < FRAMES; i++) {
            EncodedFrame frame = Frames.random(codec, i, random);
            sent.put(frame.timestamp(), frame);
            boolean whole = true;
            for (Sent packet : send(packetizer, frame)) {
                if (random.nextInt(20) == 0) {
                    gap = true;
                    whole = false;
                    continue;
                }
                Optional<EncodedFrame> out = push(depacketizer, packet, gap);
                gap = false;
                if (out.isPresent()) {
                    received++;
                    assertThat(out.get().data())
                            .as("seed " + SEED + " frame " + i)
                            .isEqualTo(sent.get(out.get().timestamp()).data());
                }
            }
            untouched += whole ? 1 : 0;
        }
        assertThat(received).isEqualTo(untouched).isGreaterThan(10);
    }

    private static List<Sent> send(Packetizer packetizer, EncodedFrame frame) {
        List<byte[]> payloads = packetizer.packetize(frame);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            sent.add(new Sent(payloads.get(i), i == payloads.size() - 1, frame.timestamp()));
        }
        return sent;
    }

    private static Optional<EncodedFrame> push(Depacketizer depacketizer, Sent packet, boolean gap) {
        byte[] buffer = new byte[packet.payload.length + 9];
        System.arraycopy(packet.payload, 0, buffer, 5, packet.payload.length);
        return depacketizer.push(buffer, 5, packet.payload.length, packet.marker, packet.timestamp, gap);
    }

    /** Frames whose headers are real and whose content is random. */
    private static final class Frames {
        static EncodedFrame random(MediaCodec codec, int index, Random random) {
            boolean key = codec == MediaCodec.OPUS || index % 30 == 0;
            int size = codec == MediaCodec.OPUS ? 20 + random.nextInt(200) : 50 + random.nextInt(key ? 20_000 : 4000);
            byte[] body = new byte[size];
            random.nextBytes(body);
            byte[] data = switch (codec) {
                case OPUS -> body;
                case VP8 -> withBit(body, 0x01, !key);
                case VP9 -> body;
                case H264 -> h264(body, key, random);
                case AV1 -> av1(body, key);
            };
            return new EncodedFrame(codec, data, index * 3000L & 0xffffffffL, key);
        }

        private static byte[] withBit(byte[] body, int bit, boolean set) {
            body[0] = (byte) (set ? body[0] | bit : body[0] & ~bit);
            return body;
        }

        private static byte[] h264(byte[] body, boolean key, Random random) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (key) {
                unit(out, 0x67, new byte[] {0x42, (byte) 0xe0, 0x1f, 0x11});
                unit(out, 0x68, new byte[] {(byte) 0xce, 0x3c, (byte) 0x80 + 1});
            }
            for (int i = 0; i < body.length; i++) {
                body[i] |= 0x10;
            }
            int cut = random.nextInt(body.length - 2) + 1;
            body[0] |= (byte) 0x80;
            unit(out, key ? 0x65 : 0x41, Arrays.copyOf(body, cut));
            body[cut] &= 0x7f;
            unit(out, key ? 0x65 : 0x41, Arrays.copyOfRange(body, cut, body.length));
            return out.toByteArray();
        }

        private static void unit(ByteArrayOutputStream out, int header, byte[] content) {
            out.writeBytes(new byte[] {0, 0, 0, 1, (byte) header});
            out.writeBytes(content);
        }

        private static byte[] av1(byte[] body, boolean key) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            if (key) {
                obu(out, 1, new byte[] {1, 2, 3, 4, 5});
            }
            obu(out, 6, body);
            return out.toByteArray();
        }

        private static void obu(ByteArrayOutputStream out, int type, byte[] content) {
            out.write(type << 3 | 2);
            out.writeBytes(Leb128.write(content.length));
            out.writeBytes(content);
        }
    }
}
