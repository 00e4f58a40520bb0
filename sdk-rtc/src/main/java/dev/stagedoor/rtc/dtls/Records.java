package dev.stagedoor.rtc.dtls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fields of DTLS 1.2 records (RFC 6347 section 4.1) and of the handshake fragments in them (section 4.2.2). */
final class Records {
    static final int HEADER = 13;
    static final int CHANGE_CIPHER_SPEC = 20;
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;
    static final int CLIENT_HELLO = 1;
    private static final int FRAGMENT_HEADER = 12;
    private static final int DTLS_1_0 = 0xfeff;
    private static final int DTLS_1_2 = 0xfefd;
    private static final long SEQUENCE_MASK = (1L << 48) - 1;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Records() {}

    static int type(byte[] record, int at) {
        return record[at] & 0xff;
    }

    /** DTLS 1.0, which first messages may bear, or 1.2; the library gives up on the number between them. */
    static boolean isVersionKnown(byte[] record, int at) {
        int version = u16(record, at + 1);
        return version == DTLS_1_0 || version == DTLS_1_2;
    }

    static int epoch(byte[] record, int at) {
        return u16(record, at + 3);
    }

    static long sequence(byte[] record, int at) {
        return (long) LONG.get(record, at + 3) & SEQUENCE_MASK;
    }

    static void putSequence(byte[] record, int at, long sequence) {
        long epoch = (long) epoch(record, at) << 48;
        LONG.set(record, at + 3, epoch | sequence);
    }

    static int contentLength(byte[] record, int at) {
        return u16(record, at + 11);
    }

    static int handshakeType(byte[] record, int at) {
        return record[at + HEADER] & 0xff;
    }

    static int messageSequence(byte[] record, int at) {
        return u16(record, at + HEADER + 4);
    }

    static boolean isPlainHandshake(byte[] record, int at) {
        return type(record, at) == HANDSHAKE && epoch(record, at) == 0 && contentLength(record, at) >= FRAGMENT_HEADER;
    }

    /** Whether all handshake fragments in a plain record are whole and of messages of at most {@code limit} bytes. */
    static boolean fragmentsAreSane(byte[] record, int at, int limit) {
        int position = at + HEADER;
        int end = position + contentLength(record, at);
        while (position + FRAGMENT_HEADER <= end) {
            int length = u24(record, position + 1);
            int fragmentOffset = u24(record, position + 6);
            int fragmentLength = u24(record, position + 9);
            if (length > limit || fragmentOffset + fragmentLength > length) {
                return false;
            }
            position += FRAGMENT_HEADER + fragmentLength;
        }
        return position == end;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
    }

    private static int u24(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 16 | u16(bytes, at + 1);
    }
}
