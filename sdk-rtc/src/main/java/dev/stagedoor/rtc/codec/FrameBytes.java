package dev.stagedoor.rtc.codec;

import java.util.Arrays;

/** A growing, bounded frame. */
final class FrameBytes {
    private static final int MAX = 4 << 20;

    private byte[] bytes = new byte[4096];
    private int size;
    private boolean keyFrame;
    private boolean overflow;

    void clear() {
        size = 0;
        keyFrame = false;
        overflow = false;
    }

    void add(byte[] source, int offset, int length) {
        if (length > MAX - size) {
            overflow = true;
            return;
        }
        if (size + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void add(int value) {
        add(new byte[] {(byte) value}, 0, 1);
    }

    void markKeyFrame() {
        keyFrame = true;
    }

    boolean isKeyFrame() {
        return keyFrame;
    }

    boolean isUsable() {
        return size > 0 && !overflow;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }
}
