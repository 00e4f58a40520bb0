package dev.stagedoor.rtc.codec;

/** RFC 7741 section 4. */
final class Vp8Payloads implements PayloadFormat {
    @Override
    public boolean beginsFrame(byte[] buffer, int offset, int length) {
        return (buffer[offset] & 0x17) == 0x10;
    }

    @Override
    public boolean append(byte[] buffer, int offset, int length, FrameBytes frame) {
        int descriptor = Vp8Descriptor.length(buffer, offset, length);
        if (descriptor < 0) {
            return false;
        }
        frame.add(buffer, offset + descriptor, length - descriptor);
        return true;
    }

    @Override
    public boolean complete(FrameBytes frame) {
        return true;
    }

    @Override
    public void reset() {}
}
