package dev.stagedoor.rtc.rtp;

/** Big-endian reads and writes without bounds of their own: callers check lengths first. */
final class Bytes {
    private Bytes() {}

    static int u8(byte[] buffer, int offset) {
        return buffer[offset] & 0xff;
    }

    static int u16(byte[] buffer, int offset) {
        return u8(buffer, offset) << 8 | u8(buffer, offset + 1);
    }

    static int u24(byte[] buffer, int offset) {
        return u16(buffer, offset) << 8 | u8(buffer, offset + 2);
    }

    static long u32(byte[] buffer, int offset) {
        return ((long) u16(buffer, offset) << 16) | u16(buffer, offset + 2);
    }

    static void put16(byte[] buffer, int offset, int value) {
        buffer[offset] = (byte) (value >>> 8);
        buffer[offset + 1] = (byte) value;
    }

    static void put32(byte[] buffer, int offset, long value) {
        put16(buffer, offset, (int) (value >>> 16));
        put16(buffer, offset + 2, (int) value);
    }
}
