package dev.stagedoor.recorder.internal.ffmpeg;

/** The beginning of a VP9 key frame (VP9 bitstream specification section 6.2). */
record Vp9Header(int profile, int width, int height) {
    private static final int SYNC_CODE = 0x49_83_42;
    private static final int RGB = 7;
    static final Vp9Header NONE = new Vp9Header(0, 0, 0);

    /** Reads it, or gives {@link #NONE} for anything that is not a key frame. */
    static Vp9Header of(byte[] frame) {
        Bits bits = new Bits(frame);
        boolean marker = bits.read(2) == 2;
        int profile = bits.read(1) | bits.read(1) << 1;
        if (profile == 3) {
            bits.read(1);
        }
        boolean shown = bits.read(1) == 1;
        boolean inter = bits.read(1) == 1;
        bits.read(2);
        if (!marker || shown || inter || bits.read(24) != SYNC_CODE) {
            return NONE;
        }
        colours(bits, profile);
        int width = bits.read(16) + 1;
        int height = bits.read(16) + 1;
        return bits.overrun() ? NONE : new Vp9Header(profile, width, height);
    }

    private static void colours(Bits bits, int profile) {
        if (profile >= 2) {
            bits.read(1);
        }
        int space = bits.read(3);
        boolean odd = profile == 1 || profile == 3;
        if (space != RGB) {
            bits.read(1);
            if (odd) {
                bits.read(3);
            }
        } else if (odd) {
            bits.read(1);
        }
    }

    /** Bits from the most significant one on. */
    private static final class Bits {
        private final byte[] bytes;
        private int at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        int read(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, at++) {
                int bit = at >> 3 < bytes.length ? bytes[at >> 3] >> 7 - (at & 7) & 1 : 0;
                value = value << 1 | bit;
            }
            return value;
        }

        boolean overrun() {
            return at > 8 * bytes.length;
        }
    }
}
