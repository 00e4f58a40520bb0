package dev.stagedoor.rtc.sdp;

import java.util.Locale;

/**
 * A feedback message that may be used with a codec (RFC 4585 section 4.2).
 *
 * @param type for example {@code nack} or {@code ccm}, lower case
 * @param parameter for example {@code pli} or {@code fir}, lower case; may be empty
 */
public record RtcpFeedback(String type, String parameter) {
    public static final RtcpFeedback NACK = new RtcpFeedback("nack", "");
    public static final RtcpFeedback NACK_PLI = new RtcpFeedback("nack", "pli");
    public static final RtcpFeedback CCM_FIR = new RtcpFeedback("ccm", "fir");
    public static final RtcpFeedback GOOG_REMB = new RtcpFeedback("goog-remb", "");
    public static final RtcpFeedback TRANSPORT_CC = new RtcpFeedback("transport-cc", "");

    public RtcpFeedback {
        type = type.toLowerCase(Locale.ROOT);
        parameter = parameter.toLowerCase(Locale.ROOT);
    }

    static RtcpFeedback parse(String text) {
        String[] parts = Words.of(text, 2);
        return new RtcpFeedback(parts[0], parts.length > 1 ? parts[1].trim() : "");
    }

    /** The words as written in SDP. */
    @Override
    public String toString() {
        return parameter.isEmpty() ? type : type + " " + parameter;
    }
}
