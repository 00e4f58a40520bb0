package dev.stagedoor.rtc.sdp;

import java.util.List;

/**
 * Answers the offers of players: we send the publisher's tracks as they are. Sections that cannot be filled (data
 * channels, a kind that is not published, a second section of a kind) are rejected alone with port 0; a player that
 * cannot decode what is published is refused with a readable reason. Immutable; share one between threads.
 */
public final class WhepAnswerer {
    private final List<RtcpFeedback> feedback;
    private final List<String> extensions;

    private WhepAnswerer(Builder builder) {
        this.feedback = builder.feedback;
        this.extensions = builder.extensions;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Decides on an offer.
     *
     * @param tracks what is published: at most one track of a kind
     */
    public Negotiation negotiate(SessionDescription offer, List<OutboundTrack> tracks) {
        return new SendNegotiation(offer, tracks, feedback, extensions).run();
    }

    /** Optional settings. */
    public static final class Builder {
        private List<RtcpFeedback> feedback = List.of(
                RtcpFeedback.NACK,
                RtcpFeedback.NACK_PLI,
                RtcpFeedback.CCM_FIR,
                RtcpFeedback.GOOG_REMB,
                RtcpFeedback.TRANSPORT_CC);
        private List<String> extensions = ExtensionUri.ALL;

        private Builder() {}

        /** Feedback messages that we understand. */
        public Builder feedback(List<RtcpFeedback> messages) {
            this.feedback = List.copyOf(messages);
            return this;
        }

        /** URIs of header extensions that may be sent. */
        public Builder extensions(List<String> uris) {
            this.extensions = List.copyOf(uris);
            return this;
        }

        public WhepAnswerer build() {
            return new WhepAnswerer(this);
        }
    }
}
