package dev.stagedoor.rtc.srtp;

import java.nio.ByteBuffer;
import java.util.Random;

/** Plain packets for tests. */
final class Packets {
    private Packets() {}

    static byte[] rtp(int ssrc, int sequence, int payload, long seed) {
        byte[] body = new byte[payload];
        new Random(seed).nextBytes(body);
        return ByteBuffer.allocate(12 + 8 + payload)
                .put((byte) 0x90)
                .put((byte) 96)
                .putShort((short) sequence)
                .putInt(sequence * 3000)
                .putInt(ssrc)
                .putInt(0xbede0001)
                .putInt(0x10ff0000)
                .put(body)
                .array();
    }

    static byte[] rtcp(int ssrc, int payload, long seed) {
        byte[] body = new byte[payload];
        new Random(seed).nextBytes(body);
        return ByteBuffer.allocate(8 + payload)
                .putShort((short) 0x80c8)
                .putShort((short) ((8 + payload) / 4 - 1))
                .putInt(ssrc)
                .put(body)
                .array();
    }
}
