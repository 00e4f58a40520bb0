package dev.stagedoor.mediaserver.internal.forward;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Big-endian numbers in byte arrays. */
public final class Bytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    /** Two bytes, unsigned. */
    public static int u16(byte[] array, int at) {
        return (short) SHORT.get(array, at) & 0xffff;
    }

    /** Four bytes. */
    public static int i32(byte[] array, int at) {
        return (int) INT.get(array, at);
    }

    /** Four bytes, unsigned. */
    public static long u32(byte[] array, int at) {
        return i32(array, at) & 0xffff_ffffL;
    }

    /** Writes two bytes. */
    public static void put16(byte[] array, int at, int value) {
        SHORT.set(array, at, (short) value);
    }

    /** Writes four bytes. */
    public static void put32(byte[] array, int at, int value) {
        INT.set(array, at, value);
    }
}
