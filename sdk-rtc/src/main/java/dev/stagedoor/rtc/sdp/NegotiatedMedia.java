package dev.stagedoor.rtc.sdp;

import java.util.List;
import java.util.Optional;

/**
 * One accepted {@code m=} section. Every section has its own table of extension ids: in some offers the same id means
 * different things in audio and video.
 *
 * @param index place of the section in the description, from 0
 * @param mid its {@code a=mid}; empty when the peer wrote none
 * @param direction which way media flows, seen from us
 * @param codec the agreed codec under the agreed payload type, with the agreed feedback
 * @param rtxPayloadType payload type of retransmissions (RFC 4588), or -1
 * @param extensions agreed header extensions with the ids to use
 * @param remoteMsid what the peer calls its track, when it sends one
 * @param remoteSsrcs declared media sources of the peer, in order; often empty
 * @param remoteRtxSsrc declared source of the peer's retransmissions for the first of {@code remoteSsrcs}, or -1
 * @param outbound what we send in this section
 */
public record NegotiatedMedia(
        int index,
        String mid,
        MediaKind kind,
        Direction direction,
        RtpCodec codec,
        int rtxPayloadType,
        List<HeaderExtension> extensions,
        Optional<Msid> remoteMsid,
        List<Long> remoteSsrcs,
        long remoteRtxSsrc,
        Optional<OutboundTrack> outbound) {
    public NegotiatedMedia {
        extensions = List.copyOf(extensions);
        remoteSsrcs = List.copyOf(remoteSsrcs);
    }

    /** The id agreed for an extension, or 0. */
    public int extensionId(String uri) {
        for (HeaderExtension extension : extensions) {
            if (extension.uri().equals(uri)) {
                return extension.id();
            }
        }
        return 0;
    }

    /** Whether that feedback message was agreed. */
    public boolean allows(RtcpFeedback message) {
        return codec.feedback().contains(message);
    }
}
