package dev.stagedoor.rtc.codec;

/** The VP8 payload descriptor (RFC 7741 section 4.2). */
final class Vp8Descriptor {
    private Vp8Descriptor() {}

    /** Bytes of the descriptor, or -1 when it is cut short. */
    static int length(byte[] buffer, int offset, int length) {
        int at = 1;
        if ((buffer[offset] & 0x80) == 0) {
            return at <= length ? at : -1;
        }
        if (length < 2) {
            return -1;
        }
        int fields = buffer[offset + 1];
        at = 2;
        if ((fields & 0x80) != 0) {
            if (length <= at) {
                return -1;
            }
            at += (buffer[offset + at] & 0x80) != 0 ? 2 : 1;
        }
        at += (fields & 0x40) != 0 ? 1 : 0;
        at += (fields & 0x30) != 0 ? 1 : 0;
        return at <= length ? at : -1;
    }
}
