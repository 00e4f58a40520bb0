package dev.stagedoor.rtc.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian access to byte arrays. */
final class Bytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int u16(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }

    static int i32(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    static void putI32(byte[] bytes, int offset, int value) {
        INT.set(bytes, offset, value);
    }

    static long i64(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }

    static void putI64(byte[] bytes, int offset, long value) {
        LONG.set(bytes, offset, value);
    }
}
