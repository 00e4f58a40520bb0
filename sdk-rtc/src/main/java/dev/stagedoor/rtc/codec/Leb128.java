package dev.stagedoor.rtc.codec;

/** Variable-length sizes of AV1 (AV1 bitstream section 4.10.5), at most 5 bytes. */
final class Leb128 {
    private static final int MAX_BYTES = 5;

    private Leb128() {}

    /** Value in the upper 32 bits, bytes read in the lower; -1 when cut short or too large. */
    static long read(byte[] buffer, int offset, int end) {
        long value = 0;
        for (int i = 0; i < MAX_BYTES && offset + i < end; i++) {
            value |= (long) (buffer[offset + i] & 0x7f) << 7 * i;
            if ((buffer[offset + i] & 0x80) == 0) {
                return value > Integer.MAX_VALUE ? -1 : value << 32 | (i + 1);
            }
        }
        return -1;
    }

    static int value(long read) {
        return (int) (read >> 32);
    }

    static int size(long read) {
        return (int) read;
    }

    static byte[] write(int value) {
        int size = 1;
        while (value >>> 7 * size != 0 && size < MAX_BYTES) {
            size++;
        }
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) ((value >>> 7 * i & 0x7f) | (i < size - 1 ? 0x80 : 0));
        }
        return bytes;
    }
}
