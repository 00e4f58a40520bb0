package dev.stagedoor.rtc.codec;

/** RFC 6184 section 5: single units, STAP-A and FU-A to Annex B. */
final class H264Payloads implements PayloadFormat {
    private static final int TYPE = 0x1f;
    private static final int SLICE = 1;
    private static final int IDR = 5;
    private static final int DELIMITER = 9;
    private static final int LAST_SINGLE = 23;
    private static final int STAP_A = 24;
    private static final int FU_A = 28;

    private final byte[] startCode = H264Nals.startCode();
    private boolean insideUnit;

    /** A slice begins an access unit when its first macroblock is 0, a one-bit in the first bit of its header. */
    @Override
    public boolean beginsFrame(byte[] buffer, int offset, int length) {
        int type = buffer[offset] & TYPE;
        if (type == STAP_A) {
            return length > 4 && beginsAccessUnit(buffer[offset + 3] & TYPE, buffer[offset + 4]);
        }
        if (type == FU_A) {
            boolean start = length > 2 && (buffer[offset + 1] & 0x80) != 0;
            return start && beginsAccessUnit(buffer[offset + 1] & TYPE, buffer[offset + 2]);
        }
        return length > 1 && beginsAccessUnit(type, buffer[offset + 1]);
    }

    private static boolean beginsAccessUnit(int type, int firstOfHeader) {
        boolean slice = type == SLICE || type == IDR;
        return slice ? (firstOfHeader & 0x80) != 0 : type > IDR && type <= DELIMITER;
    }

    @Override
    public boolean append(byte[] buffer, int offset, int length, FrameBytes frame) {
        int type = buffer[offset] & TYPE;
        if (type == FU_A) {
            return fragment(buffer, offset, length, frame);
        }
        if (insideUnit) {
            return false;
        }
        if (type == STAP_A) {
            return aggregate(buffer, offset, length, frame);
        }
        if (type == 0 || type > LAST_SINGLE) {
            return false;
        }
        unit(buffer, offset, length, frame);
        return true;
    }

    private void unit(byte[] buffer, int offset, int length, FrameBytes frame) {
        frame.add(startCode, 0, startCode.length);
        frame.add(buffer, offset, length);
    }

    private boolean aggregate(byte[] buffer, int offset, int length, FrameBytes frame) {
        int end = offset + length;
        int at = offset + 1;
        while (at < end) {
            if (end - at < 3) {
                return false;
            }
            int size = (buffer[at] & 0xff) << 8 | (buffer[at + 1] & 0xff);
            if (size == 0 || size > end - at - 2) {
                return false;
            }
            unit(buffer, at + 2, size, frame);
            at += 2 + size;
        }
        return true;
    }

    private boolean fragment(byte[] buffer, int offset, int length, FrameBytes frame) {
        if (length < 3) {
            return false;
        }
        int header = buffer[offset + 1];
        boolean start = (header & 0x80) != 0;
        if (start == insideUnit) {
            return false;
        }
        if (start) {
            frame.add(startCode, 0, startCode.length);
            frame.add((buffer[offset] & 0xe0) | (header & TYPE));
        }
        insideUnit = (header & 0x40) == 0;
        frame.add(buffer, offset + 2, length - 2);
        return true;
    }

    @Override
    public boolean complete(FrameBytes frame) {
        return !insideUnit;
    }

    @Override
    public void reset() {
        insideUnit = false;
    }
}
