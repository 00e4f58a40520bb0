package dev.stagedoor.webrtc.headless;

import dev.stagedoor.rtc.codec.Depacketizer;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.rtp.NackGenerator;
import dev.stagedoor.rtc.rtp.ReceiverStatistics;
import dev.stagedoor.rtc.rtp.ReorderBuffer;
import dev.stagedoor.rtc.rtp.ReportBlock;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.rtp.Rtx;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.RtcpFeedback;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Receives one track: asks for what is missing, puts it in order, joins frames, asks for key frames. */
final class TrackReceiver {
    private static final long NACK_DELAY = 5_000_000L;
    private static final long NACK_RETRY = 40_000_000L;
    private static final int NACK_TRIES = 6;
    private static final long REORDER_WAIT = 250_000_000L;
    private static final long REORDER_WAIT_WITHOUT_NACK = 30_000_000L;
    private static final int REORDER_CAPACITY = 1_024;
    private static final long KEY_FRAME_RETRY = 500_000_000L;

    private record Held(byte[] payload, boolean marker, long timestamp) {}

    private final NegotiatedMedia agreed;
    private final MediaCodec codec;
    private final Depacketizer depacketizer;
    private final ReorderBuffer<Held> reorder;
    private final PlayerCounters counters;
    private final Optional<Consumer<EncodedFrame>> frames;
    private final boolean nacks;
    private final NackGenerator missing = new NackGenerator(NACK_DELAY, NACK_RETRY, NACK_TRIES);
    private final RtpPacket restored = new RtpPacket();
    private @Nullable ReceiverStatistics statistics;
    private long ssrc = -1;
    private boolean needsKeyFrame;
    private long nextKeyFrameRequest = Long.MAX_VALUE;

    TrackReceiver(
            NegotiatedMedia agreed,
            MediaCodec codec,
            PlayerCounters counters,
            Optional<Consumer<EncodedFrame>> frames) {
        this.agreed = agreed;
        this.codec = codec;
        this.counters = counters;
        this.frames = frames;
        this.depacketizer = Depacketizer.of(codec);
        this.nacks = agreed.allows(RtcpFeedback.NACK);
        this.reorder = new ReorderBuffer<>(nacks ? REORDER_WAIT : REORDER_WAIT_WITHOUT_NACK, REORDER_CAPACITY);
        this.needsKeyFrame = codec.isVideo();
        this.ssrc = agreed.remoteSsrcs().isEmpty() ? -1 : agreed.remoteSsrcs().get(0);
    }

    void connected(long nowNanos) {
        if (needsKeyFrame) {
            nextKeyFrameRequest = nowNanos + KEY_FRAME_RETRY;
        }
    }

    boolean owns(long source) {
        return source == ssrc;
    }

    void senderReport(long ntp, long nowNanos) {
        ReceiverStatistics current = statistics;
        if (current != null) {
            current.senderReport(ntp, nowNanos);
        }
    }

    void received(RtpPacket packet, long nowNanos) {
        if (packet.payloadType() == agreed.rtxPayloadType()) {
            retransmitted(packet, nowNanos);
        } else if (packet.payloadType() == agreed.codec().payloadType()) {
            original(packet, nowNanos);
        }
    }

    private void retransmitted(RtpPacket packet, long nowNanos) {
        if (ssrc < 0) {
            return;
        }
        int length = Rtx.decapsulate(packet, agreed.codec().payloadType(), ssrc);
        if (length > 0 && restored.wrap(packet.buffer(), packet.offset(), length)) {
            counters.recovered.increment();
            use(restored, nowNanos);
        }
    }

    private void original(RtpPacket packet, long nowNanos) {
        ReceiverStatistics current = statistics;
        if (current == null || packet.ssrc() != ssrc) {
            ssrc = packet.ssrc();
            current = new ReceiverStatistics(ssrc, codec.clockRate());
            statistics = current;
        }
        current.received(packet.sequenceNumber(), packet.timestamp(), nowNanos);
        use(packet, nowNanos);
    }

    private void use(RtpPacket packet, long nowNanos) {
        counters.packets.increment();
        counters.bytes.add(packet.payloadLength());
        int sequence = packet.sequenceNumber();
        missing.received(sequence, nowNanos);
        byte[] payload = frames.isEmpty()
                ? new byte[0]
                : Arrays.copyOfRange(
                        packet.buffer(), packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
        if (reorder.offer(sequence, new Held(payload, packet.marker(), packet.timestamp()), nowNanos)) {
            release(nowNanos);
        }
    }

    private void release(long nowNanos) {
        reorder.drain(nowNanos, (held, afterGap) -> {
            if (afterGap) {
                counters.lost.increment();
                needKeyFrame(nowNanos);
            }
            frames.ifPresent(consumer -> join(held, afterGap, nowNanos, consumer));
        });
    }

    private void needKeyFrame(long nowNanos) {
        if (codec.isVideo() && !needsKeyFrame) {
            needsKeyFrame = true;
            nextKeyFrameRequest = nowNanos;
        }
    }

    private void join(Held held, boolean afterGap, long nowNanos, Consumer<EncodedFrame> consumer) {
        long dropped = depacketizer.droppedFrames();
        Optional<EncodedFrame> frame =
                depacketizer.push(held.payload, 0, held.payload.length, held.marker, held.timestamp, afterGap);
        if (depacketizer.droppedFrames() > dropped) {
            counters.droppedFrames.add(depacketizer.droppedFrames() - dropped);
            needKeyFrame(nowNanos);
        }
        if (frame.isEmpty()) {
            return;
        }
        if (needsKeyFrame && !frame.get().keyFrame()) {
            counters.droppedFrames.increment();
            return;
        }
        needsKeyFrame = false;
        nextKeyFrameRequest = Long.MAX_VALUE;
        counters.frames.increment();
        consumer.accept(frame.get());
    }

    long deadline() {
        long next = frames.isEmpty() ? Long.MAX_VALUE : nextKeyFrameRequest;
        next = Math.min(next, nacks ? missing.nextDeadline() : Long.MAX_VALUE);
        return Math.min(next, reorder.nextDeadline());
    }

    void due(long nowNanos, long localSsrc, Peer peer) {
        release(nowNanos);
        if (ssrc < 0) {
            nextKeyFrameRequest =
                    nextKeyFrameRequest - nowNanos <= 0 ? nowNanos + KEY_FRAME_RETRY : nextKeyFrameRequest;
            return;
        }
        List<Integer> lost = nacks ? missing.poll(nowNanos) : List.of();
        if (!lost.isEmpty()) {
            counters.nacked.add(lost.size());
            peer.sendRtcp(List.of(new RtcpPacket.Nack(localSsrc, ssrc, lost)));
        }
        if (frames.isPresent() && nextKeyFrameRequest - nowNanos <= 0) {
            nextKeyFrameRequest = nowNanos + KEY_FRAME_RETRY;
            counters.keyFrameRequests.increment();
            peer.sendRtcp(List.of(new RtcpPacket.PictureLossIndication(localSsrc, ssrc)));
        }
    }

    MediaCodec codec() {
        return codec;
    }

    void requestKeyFrame(long localSsrc, Peer peer) {
        if (codec.isVideo() && ssrc >= 0) {
            counters.keyFrameRequests.increment();
            peer.sendRtcp(List.of(new RtcpPacket.PictureLossIndication(localSsrc, ssrc)));
        }
    }

    Optional<ReportBlock> report(long nowNanos) {
        return Optional.ofNullable(statistics).map(s -> s.report(nowNanos));
    }
}
