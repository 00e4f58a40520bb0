package dev.stagedoor.rtc.sdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A payload type with everything said about it ({@code rtpmap}, {@code fmtp}, {@code rtcp-fb}).
 *
 * @param payloadType 0 to 127
 * @param name encoding name as written; compare without case, see {@link #is(String)}
 * @param clockRate ticks per second
 * @param channels audio channels; 1 for video and when not written
 * @param format the {@code fmtp} parameters as written; may be empty
 * @param feedback feedback messages allowed for this payload type
 */
public record RtpCodec(
        int payloadType, String name, int clockRate, int channels, String format, List<RtcpFeedback> feedback) {
    public RtpCodec {
        feedback = List.copyOf(feedback);
    }

    /** Opus with stereo and in-band FEC. */
    public static RtpCodec opus(int payloadType) {
        return new RtpCodec(payloadType, "opus", 48_000, 2, "minptime=10;useinbandfec=1", List.of());
    }

    /** A video codec with a 90 kHz clock and the feedback that Stagedoor uses. */
    public static RtpCodec video(int payloadType, String name, String format) {
        return new RtpCodec(
                payloadType,
                name,
                90_000,
                1,
                format,
                List.of(RtcpFeedback.NACK, RtcpFeedback.NACK_PLI, RtcpFeedback.CCM_FIR));
    }

    public static RtpCodec vp8(int payloadType) {
        return video(payloadType, "VP8", "");
    }

    /** Constrained baseline, packetization mode 1: what every browser decodes. */
    public static RtpCodec h264(int payloadType) {
        return video(payloadType, "H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f");
    }

    /** Retransmissions of another payload type (RFC 4588). */
    public static RtpCodec rtx(int payloadType, int associatedPayloadType) {
        return new RtpCodec(payloadType, "rtx", 90_000, 1, "apt=" + associatedPayloadType, List.of());
    }

    /** Whether this is the named encoding, in any case. */
    public boolean is(String encoding) {
        return name.equalsIgnoreCase(encoding);
    }

    /** The {@code fmtp} parameters, names in lower case, in written order. A bare word has an empty value. */
    public Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : format.split(";")) {
            String text = part.trim();
            int equals = text.indexOf('=');
            String key = equals < 0 ? text : text.substring(0, equals).trim();
            if (!key.isEmpty()) {
                parameters.put(
                        key.toLowerCase(Locale.ROOT),
                        equals < 0 ? "" : text.substring(equals + 1).trim());
            }
        }
        return parameters;
    }

    /** One {@code fmtp} parameter, or empty. */
    public String parameter(String key) {
        return parameters().getOrDefault(key, "");
    }

    /** The H.264 profile class; meaningless for other codecs. */
    public H264Profile h264Profile() {
        return H264Profile.of(parameter("profile-level-id"));
    }

    /** The H.264 packetization mode: 0 when not written (RFC 6184 section 8.1). */
    public int packetizationMode() {
        return Math.max(0, Numbers.parse(parameter("packetization-mode"), 2));
    }

    /** Whether both describe the same bit stream: name, clock, channels and the parameters that change decoding. */
    public boolean sameEncoding(RtpCodec other) {
        if (!is(other.name) || clockRate != other.clockRate || channels != other.channels) {
            return false;
        }
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "H264" -> h264Profile() == other.h264Profile() && packetizationMode() == other.packetizationMode();
            case "VP9" -> orZero("profile-id").equals(other.orZero("profile-id"));
            case "AV1" -> orZero("profile").equals(other.orZero("profile"));
            case "H265" -> orDefault("profile-id", "1").equals(other.orDefault("profile-id", "1"));
            default -> true;
        };
    }

    /**
     * Whether a receiver that announced this codec decodes packets sent as {@code sent}. As {@link #sameEncoding}, but
     * packetization mode 1 also receives mode 0.
     */
    public boolean receives(RtpCodec sent) {
        if (sameEncoding(sent)) {
            return true;
        }
        return is("H264")
                && sent.is("H264")
                && h264Profile() == sent.h264Profile()
                && packetizationMode() == 1
                && sent.packetizationMode() == 0;
    }

    /** The same codec under another payload type. */
    public RtpCodec withPayloadType(int other) {
        return new RtpCodec(other, name, clockRate, channels, format, feedback);
    }

    /** The same codec with other feedback. */
    public RtpCodec withFeedback(List<RtcpFeedback> other) {
        return new RtpCodec(payloadType, name, clockRate, channels, format, other);
    }

    /** A short text for people, such as {@code H264 (baseline, packetization mode 1)}. */
    public String describe() {
        if (!is("H264")) {
            return name;
        }
        return name + " (" + h264Profile().name().toLowerCase(Locale.ROOT) + ", packetization mode "
                + packetizationMode() + ")";
    }

    private String orZero(String key) {
        return orDefault(key, "0");
    }

    private String orDefault(String key, String value) {
        String written = parameter(key);
        return written.isEmpty() ? value : written;
    }

    void appendTo(List<Attribute> out) {
        out.add(new Attribute(
                "rtpmap", payloadType + " " + name + "/" + clockRate + (channels > 1 ? "/" + channels : "")));
        for (RtcpFeedback message : feedback) {
            out.add(new Attribute("rtcp-fb", payloadType + " " + message));
        }
        if (!format.isEmpty()) {
            out.add(new Attribute("fmtp", payloadType + " " + format));
        }
    }
}
