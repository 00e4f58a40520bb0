package dev.stagedoor.rtc.sdp;

import dev.stagedoor.rtc.dtls.DtlsRole;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What came of an offer (or of an answer to our offer). */
public sealed interface Negotiation permits Negotiation.Accepted, Negotiation.Refused {

    /** Handles both outcomes. */
    <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused);

    /** An agreement. Immutable. */
    final class Accepted implements Negotiation {
        private final SessionDescription remote;
        private final RemoteTransport transport;
        private final SetupRole localSetup;
        private final List<NegotiatedMedia> media;

        Accepted(
                SessionDescription remote,
                RemoteTransport transport,
                SetupRole localSetup,
                List<NegotiatedMedia> media) {
            this.remote = remote;
            this.transport = transport;
            this.localSetup = localSetup;
            this.media = List.copyOf(media);
        }

        /** The peer's description. */
        public SessionDescription remoteDescription() {
            return remote;
        }

        /** The peer's end of the transport. */
        public RemoteTransport remote() {
            return transport;
        }

        /** Our DTLS role: {@link SetupRole#ACTIVE} means that we are the DTLS client, otherwise {@code PASSIVE}. */
        public SetupRole localSetup() {
            return localSetup;
        }

        /** Our part in the DTLS handshake, as {@link dev.stagedoor.rtc.RtcTransport#start} takes it. */
        public DtlsRole dtlsRole() {
            return localSetup == SetupRole.ACTIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
        }

        /** Accepted sections in the order of the offer; never empty. */
        public List<NegotiatedMedia> media() {
            return media;
        }

        /** The accepted section of that kind. */
        public Optional<NegotiatedMedia> media(MediaKind kind) {
            return media.stream().filter(m -> m.kind() == kind).findFirst();
        }

        /**
         * The answer to the offer: as many sections in the same order with the same mids, refused ones with port 0.
         * Not for the outcome of {@link ClientOffer#readAnswer}.
         */
        public SessionDescription answer(LocalTransport local) {
            return new AnswerWriter(this, local).write();
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return accepted.apply(this);
        }
    }

    /**
     * No agreement: the whole request fails and nothing was changed.
     *
     * @param status fitting HTTP status, 400 for what is no usable offer, 422 for what cannot be served
     * @param code stable word for programs, such as {@code codec_mismatch}
     * @param reason a sentence for people
     */
    record Refused(int status, String code, String reason) implements Negotiation {
        static final String MALFORMED = "malformed_offer";
        static final String DIRECTION = "direction_not_allowed";
        static final String TOO_MANY_TRACKS = "too_many_tracks";
        static final String NO_MEDIA = "no_media";
        static final String UNSUPPORTED_CODEC = "unsupported_codec";
        static final String CODEC_MISMATCH = "codec_mismatch";
        static final String UNSUPPORTED_MEDIA = "unsupported_media";
        static final String UNSUPPORTED_TRANSPORT = "unsupported_transport";

        static Refused malformed(String reason) {
            return new Refused(400, MALFORMED, reason);
        }

        static Refused unprocessable(String code, String reason) {
            return new Refused(422, code, reason);
        }

        @Override
        public <T> T fold(Function<Accepted, T> accepted, Function<Refused, T> refused) {
            return refused.apply(this);
        }
    }
}
