package dev.stagedoor.webrtc;

import java.time.Duration;
import java.util.Optional;

/**
 * Why an endpoint did not do what was asked.
 *
 * @param kind the class of the status; what to do follows from this, not from the single code (RFC 9725 section 4.1)
 * @param status the HTTP status, or 0 when no reply came
 * @param problem what the reply says about itself
 * @param retryAfter how long the server wants us to wait
 */
public record SignalingFailure(Kind kind, int status, Problem problem, Optional<Duration> retryAfter) {

    /** Classes of failures. */
    public enum Kind {
        /** No reply came. */
        NETWORK,
        /** Any 4xx, known or not. */
        CLIENT_ERROR,
        /** Any 5xx, known or not. */
        SERVER_ERROR,
        /** A redirect that must not be followed, or too many, or a reply that makes no sense. */
        UNEXPECTED
    }

    static SignalingFailure network(Throwable cause) {
        return new SignalingFailure(
                Kind.NETWORK, 0, new Problem("no reply", String.valueOf(cause.getMessage()), ""), Optional.empty());
    }

    static SignalingFailure unexpected(int status, String what) {
        return new SignalingFailure(Kind.UNEXPECTED, status, new Problem(what, "", ""), Optional.empty());
    }

    static SignalingFailure of(HttpReply reply, Optional<Duration> retryAfter) {
        Kind kind =
                reply.status() >= 500 ? Kind.SERVER_ERROR : reply.status() >= 400 ? Kind.CLIENT_ERROR : Kind.UNEXPECTED;
        return new SignalingFailure(kind, reply.status(), Problem.of(reply), retryAfter);
    }

    /** Whether the same request may succeed later: no reply, 5xx, 409 (nobody publishes yet), 425 and 429. */
    public boolean retryable() {
        return kind == Kind.NETWORK || kind == Kind.SERVER_ERROR || status == 409 || status == 425 || status == 429;
    }

    /** A sentence for people. */
    public String describe() {
        String text = problem.describe();
        String head = status == 0 ? "no reply" : "HTTP " + status;
        return text.isEmpty() ? head : head + ": " + text;
    }
}
