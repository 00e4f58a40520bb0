package dev.stagedoor.rtc.sdp;

import java.util.List;

/** URIs of the RTP header extensions that are understood or passed on. */
public final class ExtensionUri {
    /** RFC 9143 section 15.2. */
    public static final String MID = "urn:ietf:params:rtp-hdrext:sdes:mid";
    /** RFC 8852. */
    public static final String RID = "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id";
    /** RFC 8852. */
    public static final String REPAIRED_RID = "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id";
    /** RFC 6464. */
    public static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    /** 3GPP TS 26.114 section 7.4.5. */
    public static final String VIDEO_ORIENTATION = "urn:3gpp:video-orientation";

    public static final String ABS_SEND_TIME = "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time";
    public static final String PLAYOUT_DELAY = "http://www.webrtc.org/experiments/rtp-hdrext/playout-delay";
    public static final String TRANSPORT_CC =
            "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01";
    public static final String DEPENDENCY_DESCRIPTOR =
            "https://aomediacodec.github.io/av1-rtp-spec/#dependency-descriptor-rtp-header-extension";

    /** Every extension above, in the order in which they are offered. */
    public static final List<String> ALL = List.of(
            MID,
            ABS_SEND_TIME,
            TRANSPORT_CC,
            RID,
            REPAIRED_RID,
            AUDIO_LEVEL,
            VIDEO_ORIENTATION,
            PLAYOUT_DELAY,
            DEPENDENCY_DESCRIPTOR);

    private ExtensionUri() {}
}
