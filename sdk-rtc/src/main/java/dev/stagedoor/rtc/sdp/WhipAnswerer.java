package dev.stagedoor.rtc.sdp;

import java.util.List;

/**
 * Answers the offers of publishers (RFC 9725 section 4.2): we receive at most one audio and one video track. Either every
 * section of the offer is accepted or the whole offer is refused. Immutable; share one between threads.
 */
public final class WhipAnswerer {
    private final ReceiveRules rules;

    private WhipAnswerer(ReceiveRules rules) {
        this.rules = rules;
    }

    /** Takes Opus, and H264, VP9, AV1 or VP8 in that order: replays cannot hold VP8. */
    public static Builder builder() {
        return new Builder();
    }

    /** Decides on an offer. The answer lists one codec a section and its retransmissions, so it cannot change later. */
    public Negotiation negotiate(SessionDescription offer) {
        return new ReceiveNegotiation(offer, rules).run();
    }

    /** Optional settings. */
    public static final class Builder {
        private List<String> audio = List.of("opus");
        private List<String> video = List.of("H264", "VP9", "AV1", "VP8");
        private List<RtcpFeedback> feedback = List.of(
                RtcpFeedback.NACK,
                RtcpFeedback.NACK_PLI,
                RtcpFeedback.CCM_FIR,
                RtcpFeedback.GOOG_REMB,
                RtcpFeedback.TRANSPORT_CC);
        private List<String> extensions = ExtensionUri.ALL;
        private boolean rejectSingly;

        private Builder() {}

        /** Audio encoding names, the preferred first. */
        public Builder audioCodecs(List<String> names) {
            this.audio = notEmpty(names, "audioCodecs");
            return this;
        }

        /** Video encoding names, the preferred first. */
        public Builder videoCodecs(List<String> names) {
            this.video = notEmpty(names, "videoCodecs");
            return this;
        }

        /** Feedback messages that we send. Leave {@code transport-cc} out when no such reports are made. */
        public Builder feedback(List<RtcpFeedback> messages) {
            this.feedback = List.copyOf(messages);
            return this;
        }

        /** URIs of header extensions to accept. */
        public Builder extensions(List<String> uris) {
            this.extensions = List.copyOf(uris);
            return this;
        }

        /**
         * Rejects a section that is not taken alone, with port 0, instead of refusing the offer: for a player that answers
         * an offer of the server. Off by default.
         */
        public Builder rejectSingly(boolean reject) {
            this.rejectSingly = reject;
            return this;
        }

        public WhipAnswerer build() {
            return new WhipAnswerer(new ReceiveRules(audio, video, feedback, extensions, rejectSingly));
        }

        private static List<String> notEmpty(List<String> names, String option) {
            if (names.isEmpty()) {
                throw new IllegalArgumentException(option + " must name at least one codec");
            }
            return List.copyOf(names);
        }
    }
}
