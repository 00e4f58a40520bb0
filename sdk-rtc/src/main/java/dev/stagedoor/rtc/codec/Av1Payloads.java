package dev.stagedoor.rtc.codec;

/** RTP payload format for AV1 to a temporal unit of OBUs with sizes, without the temporal delimiter. */
final class Av1Payloads implements PayloadFormat {
    private static final int CONTINUES = 0x80;
    private static final int CONTINUED = 0x40;

    private final FrameBytes unit = new FrameBytes();
    private boolean insideUnit;

    @Override
    public boolean beginsFrame(byte[] buffer, int offset, int length) {
        return (buffer[offset] & CONTINUES) == 0;
    }

    @Override
    public boolean append(byte[] buffer, int offset, int length, FrameBytes frame) {
        int header = buffer[offset];
        boolean continues = (header & CONTINUES) != 0;
        if (continues != insideUnit) {
            return false;
        }
        int announced = header >> 4 & 3;
        int end = offset + length;
        int at = offset + 1;
        for (int element = 1; at < end; element++) {
            int size = end - at;
            if (announced == 0 || element < announced) {
                long read = Leb128.read(buffer, at, end);
                if (read < 0) {
                    return false;
                }
                at += Leb128.size(read);
                size = Leb128.value(read);
            }
            if (size > end - at) {
                return false;
            }
            unit.add(buffer, at, size);
            at += size;
            boolean unfinished = at >= end && (header & CONTINUED) != 0;
            if (!unfinished && !finishUnit(frame)) {
                return false;
            }
            insideUnit = unfinished;
        }
        return true;
    }

    private boolean finishUnit(FrameBytes frame) {
        byte[] bytes = unit.copy();
        boolean usable = unit.isUsable();
        unit.clear();
        if (bytes.length == 0) {
            return true;
        }
        int header = (bytes[0] & Av1Obu.EXTENSION) != 0 ? 2 : 1;
        if (!usable || bytes.length < header) {
            return false;
        }
        if ((bytes[0] & Av1Obu.HAS_SIZE) != 0) {
            frame.add(bytes, 0, bytes.length);
            return true;
        }
        byte[] size = Leb128.write(bytes.length - header);
        frame.add(bytes[0] | Av1Obu.HAS_SIZE);
        frame.add(bytes, 1, header - 1);
        frame.add(size, 0, size.length);
        frame.add(bytes, header, bytes.length - header);
        return true;
    }

    @Override
    public boolean complete(FrameBytes frame) {
        return !insideUnit;
    }

    @Override
    public void reset() {
        insideUnit = false;
        unit.clear();
    }
}
