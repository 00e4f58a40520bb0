package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.internal.forward.ForwardTrack;
import dev.stagedoor.rtc.rtp.NackGenerator;
import dev.stagedoor.rtc.rtp.ReceiverStatistics;
import dev.stagedoor.rtc.sdp.ExtensionUri;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.RtcpFeedback;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One track of a publisher as it comes in. */
final class Inbound {
    private static final long REORDERING_NANOS = 10_000_000;
    private static final long ASK_AGAIN_NANOS = 60_000_000;
    private static final int MOST_REQUESTS = 8;

    final NegotiatedMedia media;
    final int payloadType;
    final int rtxPayloadType;
    final int midExtension;
    final int arrivalExtension;
    final byte[] mid;
    final boolean nack;
    final boolean pictureLoss;
    final boolean fullIntra;
    ReceiverStatistics reception;
    NackGenerator losses = newLosses();

    @Nullable
    ForwardTrack track;

    boolean ssrcKnown;
    int ssrc;
    boolean rtxSsrcKnown;
    int rtxSsrc;
    long lastPacketNanos;
    long packets;
    long recovered;
    boolean reported;
    long reportedWallNanos;
    int reportedTimestamp;

    Inbound(NegotiatedMedia media) {
        this.media = media;
        this.payloadType = media.codec().payloadType();
        this.rtxPayloadType = media.rtxPayloadType();
        this.midExtension = media.extensionId(ExtensionUri.MID);
        this.arrivalExtension = media.extensionId(ExtensionUri.TRANSPORT_CC);
        this.mid = media.mid().getBytes(StandardCharsets.UTF_8);
        this.nack = media.allows(RtcpFeedback.NACK);
        this.pictureLoss = media.allows(RtcpFeedback.NACK_PLI);
        this.fullIntra = media.allows(RtcpFeedback.CCM_FIR);
        if (!media.remoteSsrcs().isEmpty()) {
            ssrc = media.remoteSsrcs().get(0).intValue();
        }
        if (media.remoteRtxSsrc() >= 0) {
            rtxSsrc = (int) media.remoteRtxSsrc();
            rtxSsrcKnown = true;
        }
        this.reception = new ReceiverStatistics(
                Integer.toUnsignedLong(ssrc), media.codec().clockRate());
    }

    /** Another source sends from now on. */
    void begin(int source) {
        ssrc = source;
        ssrcKnown = true;
        reported = false;
        losses = newLosses();
        reception = newReception();
    }

    private static NackGenerator newLosses() {
        return new NackGenerator(REORDERING_NANOS, ASK_AGAIN_NANOS, MOST_REQUESTS);
    }

    private ReceiverStatistics newReception() {
        return new ReceiverStatistics(
                Integer.toUnsignedLong(ssrc), media.codec().clockRate());
    }

    boolean takes(int packetPayloadType) {
        return packetPayloadType == payloadType || packetPayloadType == rtxPayloadType;
    }
}
