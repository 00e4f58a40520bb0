package dev.stagedoor.rtc.codec;

/** The codec-specific part of joining payloads to a frame. */
interface PayloadFormat {
    /** Whether nothing of the frame can be missing before this payload. */
    boolean beginsFrame(byte[] buffer, int offset, int length);

    /** Adds the payload's bytes to the frame; false when it is broken or does not follow. */
    boolean append(byte[] buffer, int offset, int length, FrameBytes frame);

    /** Ends the frame; false when something of it is missing. */
    boolean complete(FrameBytes frame);

    /** Forgets a half-read frame. */
    void reset();
}
