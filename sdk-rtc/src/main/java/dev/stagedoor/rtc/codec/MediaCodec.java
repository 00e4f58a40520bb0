package dev.stagedoor.rtc.codec;

import java.util.Optional;

/** Codecs whose RTP payload formats are understood here. */
public enum MediaCodec {
    /** RFC 7587. */
    OPUS("opus", 48_000),
    /** RFC 7741. */
    VP8("VP8", 90_000),
    /** RFC 9628. */
    VP9("VP9", 90_000),
    /** RFC 6184. */
    H264("H264", 90_000),
    /** AOM "RTP Payload Format For AV1", 1.0. */
    AV1("AV1", 90_000);

    private final String encodingName;
    private final int clockRate;

    MediaCodec(String encodingName, int clockRate) {
        this.encodingName = encodingName;
        this.clockRate = clockRate;
    }

    /** The codec of an SDP encoding name, in any case. */
    public static Optional<MediaCodec> of(String encodingName) {
        for (MediaCodec codec : values()) {
            if (codec.encodingName.equalsIgnoreCase(encodingName)) {
                return Optional.of(codec);
            }
        }
        return Optional.empty();
    }

    /** The name used in SDP. */
    public String encodingName() {
        return encodingName;
    }

    /** RTP ticks per second. */
    public int clockRate() {
        return clockRate;
    }

    public boolean isVideo() {
        return this != OPUS;
    }
}
