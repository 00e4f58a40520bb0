package dev.stagedoor.rtc.codec;

/** RFC 9628 section 4. Several spatial layers of one picture come out as one superframe-less sequence of bytes. */
final class Vp9Payloads implements PayloadFormat {
    private static final int PICTURE_ID = 0x80;
    private static final int PREDICTED = 0x40;
    private static final int LAYERS = 0x20;
    private static final int FLEXIBLE = 0x10;
    private static final int BEGINS = 0x08;
    private static final int STRUCTURE = 0x02;
    private static final int MAX_REFERENCES = 3;

    @Override
    public boolean beginsFrame(byte[] buffer, int offset, int length) {
        return (buffer[offset] & BEGINS) != 0;
    }

    @Override
    public boolean append(byte[] buffer, int offset, int length, FrameBytes frame) {
        int at = descriptorLength(buffer, offset, length);
        if (at < 0 || at > length) {
            return false;
        }
        frame.add(buffer, offset + at, length - at);
        return true;
    }

    private static int descriptorLength(byte[] buffer, int offset, int length) {
        int flags = buffer[offset];
        int at = 1;
        if ((flags & PICTURE_ID) != 0) {
            if (at >= length) {
                return -1;
            }
            at += (buffer[offset + at] & 0x80) != 0 ? 2 : 1;
        }
        if ((flags & LAYERS) != 0) {
            at += (flags & FLEXIBLE) != 0 ? 1 : 2;
        }
        if ((flags & FLEXIBLE) != 0 && (flags & PREDICTED) != 0) {
            at = references(buffer, offset, length, at);
        }
        return at >= 0 && (flags & STRUCTURE) != 0 ? structure(buffer, offset, length, at) : at;
    }

    private static int references(byte[] buffer, int offset, int length, int start) {
        int at = start;
        for (int i = 0; i < MAX_REFERENCES; i++) {
            if (at >= length) {
                return -1;
            }
            boolean more = (buffer[offset + at++] & 1) != 0;
            if (!more) {
                return at;
            }
        }
        return at;
    }

    private static int structure(byte[] buffer, int offset, int length, int start) {
        if (start >= length) {
            return -1;
        }
        int flags = buffer[offset + start];
        int layers = (flags >> 5 & 7) + 1;
        int at = start + 1 + ((flags & 0x10) != 0 ? 4 * layers : 0);
        if ((flags & 0x08) == 0) {
            return at;
        }
        if (at >= length) {
            return -1;
        }
        int pictures = buffer[offset + at++] & 0xff;
        for (int i = 0; i < pictures; i++) {
            if (at >= length) {
                return -1;
            }
            at += 1 + (buffer[offset + at] >> 2 & 3);
        }
        return at;
    }

    @Override
    public boolean complete(FrameBytes frame) {
        return true;
    }

    @Override
    public void reset() {}
}
