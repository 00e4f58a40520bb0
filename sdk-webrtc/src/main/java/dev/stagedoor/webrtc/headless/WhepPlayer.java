package dev.stagedoor.webrtc.headless;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.WhipAnswerer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plays by WHEP and keeps the session up: gives out whole encoded frames in order, video from a key frame on, never a frame
 * whose predecessors are missing. Offers every codec it can join. May be used from any thread.
 */
public final class WhepPlayer extends HeadlessClient {
    private static final List<RtpCodec> AUDIO = List.of(RtpCodec.opus(111));
    private static final List<RtpCodec> VIDEO = List.of(
            RtpCodec.h264(102),
            RtpCodec.rtx(103, 102),
            RtpCodec.video(104, "H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=4d001f"),
            RtpCodec.rtx(105, 104),
            RtpCodec.video(106, "H264", "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=64001f"),
            RtpCodec.rtx(107, 106),
            RtpCodec.vp8(96),
            RtpCodec.rtx(97, 96),
            RtpCodec.video(98, "VP9", "profile-id=0"),
            RtpCodec.rtx(99, 98),
            RtpCodec.video(100, "AV1", ""),
            RtpCodec.rtx(101, 100));

    private final boolean audio;
    private final boolean video;
    private final Optional<Consumer<EncodedFrame>> frames;
    private final Consumer<ClockReading> clocks;
    private @Nullable PlayerSession current;
    private final PlayerCounters counters = new PlayerCounters();

    private WhepPlayer(RtcLoop loop, Builder builder) {
        super(loop, builder.options);
        this.audio = builder.audio;
        this.video = builder.video;
        this.frames = builder.frames;
        this.clocks = builder.clocks;
    }

    /** Starts with the endpoint. */
    public static Builder builder(URI endpoint) {
        return new Builder(endpoint);
    }

    /**
     * Starts with where to ask for the endpoint before each attempt: for addresses that carry a signature which runs out.
     *
     * @param endpoints called on the loop's worker threads; what it throws counts as an attempt that failed
     */
    public static Builder builder(Supplier<URI> endpoints) {
        return new Builder(endpoints);
    }

    /** Figures of now. */
    public PlayerStatistics statistics() {
        return counters.snapshot();
    }

    @Override
    ClientOffer offer() {
        return ClientOffer.play(audio ? AUDIO : List.of(), video ? VIDEO : List.of());
    }

    @Override
    Negotiation negotiate(SessionDescription counterOffer) {
        return WhipAnswerer.builder().rejectSingly(true).build().negotiate(counterOffer);
    }

    @Override
    MediaSession media(Negotiation.Accepted agreed, Peer peer) {
        long ssrc = loop().random().nextInt() & 0xffff_ffffL;
        PlayerSession session = new PlayerSession(peer, agreed, ssrc, counters, frames, clocks);
        current = session;
        return session;
    }

    /** Asks the publisher for a key frame, as a recorder does each few seconds; not every publisher listens. */
    public void requestKeyFrame() {
        loop().execute(() -> {
            PlayerSession session = current;
            if (session != null) {
                session.requestKeyFrame();
            }
        });
    }

    /** Options of a player. */
    public static final class Builder extends ClientBuilder<Builder> {
        private boolean audio = true;
        private boolean video = true;
        private Optional<Consumer<EncodedFrame>> frames = Optional.empty();
        private Consumer<ClockReading> clocks = reading -> {};

        private Builder(URI endpoint) {
            super(endpoint, true);
        }

        private Builder(Supplier<URI> endpoints) {
            super(endpoints, true);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Takes the frames, on the loop's thread. Without this, packets are only counted: for load tools. */
        public Builder onFrame(Consumer<EncodedFrame> consumer) {
            this.frames = Optional.of(requireNonNull(consumer, "consumer"));
            return this;
        }

        /** Takes the sender's reports, on the loop's thread: they tell how to put sound and pictures in step. */
        public Builder onClock(Consumer<ClockReading> consumer) {
            this.clocks = requireNonNull(consumer, "consumer");
            return this;
        }

        /** Plays sound only. */
        public Builder withoutVideo() {
            this.video = false;
            return this;
        }

        /** Plays pictures only. */
        public Builder withoutAudio() {
            this.audio = false;
            return this;
        }

        /** Keeps trying while the endpoint says 404: some servers say that when nobody publishes yet. Off by default. */
        public Builder retryWhenNotFound(boolean retry) {
            options.retryWhenNotFound(retry);
            return this;
        }

        /**
         * Starts to connect on that loop; returns at once.
         *
         * @throws IllegalArgumentException when nothing is to be played or the endpoint cannot be used
         */
        public WhepPlayer start(RtcLoop loop) {
            options.validate();
            if (!audio && !video) {
                throw new IllegalArgumentException("withoutAudio and withoutVideo exclude each other");
            }
            WhepPlayer player = new WhepPlayer(loop, this);
            player.begin();
            return player;
        }
    }
}
