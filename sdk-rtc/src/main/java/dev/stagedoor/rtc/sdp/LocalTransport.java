package dev.stagedoor.rtc.sdp;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import java.util.ArrayList;
import java.util.List;

/** What we say about our end of the transport, in an offer or an answer. Immutable. */
public final class LocalTransport {
    /** Which sections list the candidates. */
    public enum CandidatePlacement {
        /** Every accepted section: what most clients expect. */
        EVERY_SECTION,
        /** Only the first accepted section: the smaller text. */
        FIRST_SECTION
    }

    private final IceCredentials credentials;
    private final Fingerprint fingerprint;
    private final long sessionId;
    private final List<IceCandidate> candidates;
    private final boolean endOfCandidates;
    private final boolean iceLite;
    private final CandidatePlacement placement;

    private LocalTransport(Builder builder) {
        this.credentials = builder.credentials;
        this.fingerprint = builder.fingerprint;
        this.sessionId = builder.sessionId;
        this.candidates = List.copyOf(builder.candidates);
        this.endOfCandidates = builder.endOfCandidates;
        this.iceLite = builder.iceLite;
        this.placement = builder.placement;
    }

    /**
     * Starts with the required things.
     *
     * @param credentials our ICE user name fragment and password
     * @param fingerprint of our certificate
     * @param sessionId number of the {@code o=} line, 0 or greater; random or a clock value (RFC 8866 section 5.2)
     */
    public static Builder builder(IceCredentials credentials, Fingerprint fingerprint, long sessionId) {
        return new Builder(credentials, fingerprint, sessionId);
    }

    IceCredentials credentials() {
        return credentials;
    }

    long sessionId() {
        return sessionId;
    }

    boolean iceLite() {
        return iceLite;
    }

    /** Adds the transport lines of one section. */
    void describe(MediaDescription.Builder section, SetupRole setup) {
        section.attribute("ice-ufrag", credentials.ufrag())
                .attribute("ice-pwd", credentials.pwd())
                .attribute("ice-options", "trickle")
                .attribute("fingerprint", fingerprint.toString())
                .attribute("setup", setup.token());
    }

    /** Adds the candidate lines of one section. */
    void describeCandidates(MediaDescription.Builder section, boolean firstSection) {
        if (firstSection || placement == CandidatePlacement.EVERY_SECTION) {
            candidates.forEach(c -> section.attribute(CandidateLines.write(c)));
            if (endOfCandidates) {
                section.attribute("end-of-candidates");
            }
        }
    }

    /** Optional settings. */
    public static final class Builder {
        private final IceCredentials credentials;
        private final Fingerprint fingerprint;
        private final long sessionId;
        private final List<IceCandidate> candidates = new ArrayList<>();
        private boolean endOfCandidates;
        private boolean iceLite;
        private CandidatePlacement placement = CandidatePlacement.EVERY_SECTION;

        private Builder(IceCredentials credentials, Fingerprint fingerprint, long sessionId) {
            this.credentials = requireNonNull(credentials, "credentials");
            this.fingerprint = requireNonNull(fingerprint, "fingerprint");
            if (sessionId < 0) {
                throw new IllegalArgumentException("sessionId must be 0 or greater");
            }
            this.sessionId = sessionId;
        }

        /** Adds candidates in the order of writing; FFmpeg uses only the first one, so put the reachable host first. */
        public Builder candidates(List<IceCandidate> more) {
            candidates.addAll(more);
            return this;
        }

        /** Says that the list of candidates is complete. Off by default. */
        public Builder endOfCandidates(boolean complete) {
            this.endOfCandidates = complete;
            return this;
        }

        /** Says that we are an ICE-lite agent. Off by default. */
        public Builder iceLite(boolean lite) {
            this.iceLite = lite;
            return this;
        }

        /** Which sections list the candidates; every one by default. */
        public Builder placement(CandidatePlacement where) {
            this.placement = requireNonNull(where, "placement");
            return this;
        }

        public LocalTransport build() {
            return new LocalTransport(this);
        }
    }
}
