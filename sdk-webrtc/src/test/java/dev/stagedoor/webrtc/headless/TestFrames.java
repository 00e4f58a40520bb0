package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.ByteArrayOutputStream;
import java.util.Random;

/** H.264 and Opus frames with real headers and content that follows the seed. */
final class TestFrames {
    private final Random random;
    private int video;
    private int audio;

    TestFrames(long seed) {
        this.random = new Random(seed);
    }

    EncodedFrame video(boolean key) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (key) {
            unit(out, 0x67, new byte[] {0x42, (byte) 0xe0, 0x1f, 0x11});
            unit(out, 0x68, new byte[] {(byte) 0xce, 0x3c, (byte) 0x81});
        }
        byte[] body = new byte[200 + random.nextInt(key ? 15_000 : 3_000)];
        random.nextBytes(body);
        for (int i = 0; i < body.length; i++) {
            body[i] |= 0x10;
        }
        body[0] |= (byte) 0x80;
        unit(out, key ? 0x65 : 0x41, body);
        return new EncodedFrame(MediaCodec.H264, out.toByteArray(), video++ * 3_000L, key);
    }

    EncodedFrame audio() {
        byte[] body = new byte[80 + random.nextInt(40)];
        random.nextBytes(body);
        return new EncodedFrame(MediaCodec.OPUS, body, audio++ * 960L, true);
    }

    private static void unit(ByteArrayOutputStream out, int header, byte[] content) {
        out.writeBytes(new byte[] {0, 0, 0, 1, (byte) header});
        out.writeBytes(content);
    }
}
