package dev.stagedoor.mediaserver.spi;

import java.time.Instant;
import java.util.Optional;

/** The answer of an {@link AccessPolicy}: {@link Admitted} or {@link Refused}. */
public sealed interface Admission {

    /**
     * Come in.
     *
     * @param liveInputId the live input to publish to or to watch
     * @param person whose session it is; sessions of one person count as one viewer and are revoked together
     * @param device which device; another connected session of the same device replaces the first one
     * @param until the session is cut at this instant; empty for no such end
     */
    record Admitted(String liveInputId, String person, String device, Optional<Instant> until) implements Admission {}

    /**
     * Stay out.
     *
     * @param cause decides the HTTP status
     * @param detail a sentence a person can read; sent to the client, so name no secret
     */
    record Refused(Cause cause, String detail) implements Admission {}

    /** Why somebody stays out. */
    enum Cause {
        /** No credential at all: 401 with a bearer challenge. */
        CREDENTIAL_MISSING,
        /** Forged, expired or malformed credential: 401 with a bearer challenge. */
        CREDENTIAL_INVALID,
        /** A good credential that does not open this door: 403. */
        NOT_ALLOWED,
        /** No such live input: 404. */
        UNKNOWN
    }

    /** A grant without an end. */
    static Admission admitted(String liveInputId, String person, String device) {
        return new Admitted(liveInputId, person, device, Optional.empty());
    }

    /** A refusal. */
    static Admission refused(Cause cause, String detail) {
        return new Refused(cause, detail);
    }
}
