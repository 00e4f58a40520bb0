package dev.stagedoor.webrtc.headless;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Publishes encoded frames by WHIP (RFC 9725) and keeps the session up. Lost packets are sent again when they are asked for.
 * May be used from any thread.
 */
public final class WhipPublisher extends HeadlessClient {
    private static final int AUDIO_PAYLOAD_TYPE = 111;
    private static final int VIDEO_PAYLOAD_TYPE = 96;

    private final List<OutboundTrack> tracks;
    private final Runnable keyFrameRequest;
    private final InstantSource clock;

    private WhipPublisher(RtcLoop loop, Builder builder) {
        super(loop, builder.options);
        this.keyFrameRequest = builder.keyFrameRequest;
        this.clock = builder.clock;
        this.tracks = tracks(loop, builder);
    }

    /** Starts with the endpoint. By default it publishes H.264 and Opus. */
    public static Builder builder(URI endpoint) {
        return new Builder(endpoint);
    }

    private static List<OutboundTrack> tracks(RtcLoop loop, Builder builder) {
        byte[] name = new byte[8];
        loop.random().nextBytes(name);
        String id = HexFormat.of().formatHex(name);
        List<OutboundTrack> tracks = new ArrayList<>();
        long source = loop.random().nextInt(1 << 30) * 4L;
        if (builder.audio) {
            tracks.add(new OutboundTrack(
                    MediaKind.AUDIO, RtpCodec.opus(AUDIO_PAYLOAD_TYPE), source, -1, id, new Msid(id, "audio")));
        }
        MediaCodec video = builder.video;
        if (video != null) {
            tracks.add(new OutboundTrack(
                    MediaKind.VIDEO, describe(video), source + 1, source + 2, id, new Msid(id, "video")));
        }
        return tracks;
    }

    private static RtpCodec describe(MediaCodec video) {
        return video == MediaCodec.H264
                ? RtpCodec.h264(VIDEO_PAYLOAD_TYPE)
                : RtpCodec.video(VIDEO_PAYLOAD_TYPE, video.encodingName(), "");
    }

    /**
     * Sends a frame; dropped when the client is not live or does not publish this codec. The timestamps of a codec's frames
     * must grow. The array must not change afterwards.
     */
    public void send(EncodedFrame frame) {
        requireNonNull(frame, "frame");
        loop().execute(() -> {
            if (currentMedia() instanceof PublisherSession session) {
                session.send(frame, loop().nanoTime());
            }
        });
    }

    @Override
    ClientOffer offer() {
        return ClientOffer.publish(tracks);
    }

    @Override
    Negotiation negotiate(SessionDescription counterOffer) {
        throw new IllegalStateException("WHIP knows no counter-offers");
    }

    @Override
    MediaSession media(Negotiation.Accepted agreed, Peer peer) {
        return new PublisherSession(peer, agreed, clock, loop().random(), keyFrameRequest);
    }

    /** Options of a publisher. */
    public static final class Builder extends ClientBuilder<Builder> {
        private boolean audio = true;
        private @Nullable MediaCodec video = MediaCodec.H264;
        private Runnable keyFrameRequest = () -> {};
        private InstantSource clock = InstantSource.system();

        private Builder(URI endpoint) {
            super(endpoint, false);
        }

        @Override
        Builder self() {
            return this;
        }

        /** The video codec; H.264 by default. */
        public Builder video(MediaCodec codec) {
            if (!codec.isVideo()) {
                throw new IllegalArgumentException("video must be a video codec");
            }
            this.video = codec;
            return this;
        }

        /** Publishes sound only. */
        public Builder withoutVideo() {
            this.video = null;
            return this;
        }

        /** Publishes pictures only. */
        public Builder withoutAudio() {
            this.audio = false;
            return this;
        }

        /** Called when a viewer needs a key frame, and once after each connection. Not throttled. */
        public Builder onKeyFrameRequest(Runnable request) {
            this.keyFrameRequest = requireNonNull(request, "request");
            return this;
        }

        /** Wall clock of sender reports; the system's by default. */
        public Builder clock(InstantSource source) {
            this.clock = requireNonNull(source, "clock");
            return this;
        }

        /**
         * Starts to connect on that loop; returns at once.
         *
         * @throws IllegalArgumentException when nothing is published or the endpoint cannot be used
         */
        public WhipPublisher start(RtcLoop loop) {
            options.validate();
            if (!audio && video == null) {
                throw new IllegalArgumentException("withoutAudio and withoutVideo exclude each other");
            }
            WhipPublisher publisher = new WhipPublisher(loop, this);
            publisher.begin();
            return publisher;
        }
    }
}
