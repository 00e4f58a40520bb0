package dev.stagedoor.rtc.codec;

import static java.util.Objects.requireNonNull;

/**
 * One encoded picture or one packet of sound. The array is not copied: do not change it afterwards.
 *
 * @param codec the encoding
 * @param data the bit stream: H.264 with Annex B start codes, AV1 as a temporal unit of OBUs with sizes, others as they are
 * @param timestamp media time in ticks of the codec's clock, unsigned 32 bits, wrapping
 * @param keyFrame whether decoding can begin here
 */
public record EncodedFrame(MediaCodec codec, byte[] data, long timestamp, boolean keyFrame) {
    public EncodedFrame {
        requireNonNull(codec, "codec");
        requireNonNull(data, "data");
        if (timestamp < 0 || timestamp > 0xffff_ffffL) {
            throw new IllegalArgumentException("timestamp must be an unsigned 32-bit number");
        }
    }

    /** Shows size, not content. */
    @Override
    public String toString() {
        return "EncodedFrame[" + codec + ", " + data.length + " bytes, timestamp " + timestamp
                + (keyFrame ? ", key]" : "]");
    }
}
