package dev.stagedoor.rtc.ice;

import java.nio.ByteBuffer;
import java.util.Random;

/** The 96 bits that tie a response to its request (RFC 8489 section 5). */
record TransactionId(int high, long low) {
    static TransactionId of(byte[] bytes, int offset) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, 12);
        return new TransactionId(buffer.getInt(), buffer.getLong());
    }

    static TransactionId random(Random random) {
        return new TransactionId(random.nextInt(), random.nextLong());
    }
}
