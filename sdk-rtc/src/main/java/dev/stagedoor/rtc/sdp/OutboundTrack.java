package dev.stagedoor.rtc.sdp;

/**
 * A track that we send, to be declared in an offer or an answer.
 *
 * @param codec the encoding that is sent; its payload type is replaced by the peer's in an answer
 * @param ssrc synchronization source of the media, 0 to 2^32-1
 * @param rtxSsrc synchronization source of retransmissions, used only when RTX is agreed; -1 for none
 * @param cname canonical name, the same for tracks that play together
 * @param msid stream and track id; the stream id must be a real one, because players ignore tracks of the stream "-"
 */
public record OutboundTrack(MediaKind kind, RtpCodec codec, long ssrc, long rtxSsrc, String cname, Msid msid) {
    private static final long MAX_SSRC = 0xffff_ffffL;

    public OutboundTrack {
        if (ssrc < 0 || ssrc > MAX_SSRC || rtxSsrc < -1 || rtxSsrc > MAX_SSRC || rtxSsrc == ssrc) {
            throw new IllegalArgumentException("ssrc and rtxSsrc must be different unsigned 32-bit numbers");
        }
        if (msid.stream().equals("-") || msid.track().isEmpty()) {
            throw new IllegalArgumentException("msid must name a stream and a track");
        }
    }

    /** Adds msid and source lines; an FID group only with both of its sources declared (RFC 5576). */
    void describe(MediaDescription.Builder section, boolean withRtx) {
        section.attribute("msid", msid.toString());
        boolean declareRtx = withRtx && rtxSsrc >= 0;
        if (declareRtx) {
            section.attribute("ssrc-group", "FID " + ssrc + " " + rtxSsrc);
        }
        describeSource(section, ssrc);
        if (declareRtx) {
            describeSource(section, rtxSsrc);
        }
    }

    private void describeSource(MediaDescription.Builder section, long source) {
        section.attribute("ssrc", source + " cname:" + cname).attribute("ssrc", source + " msid:" + msid);
    }
}
