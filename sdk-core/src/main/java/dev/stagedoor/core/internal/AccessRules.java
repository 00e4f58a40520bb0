package dev.stagedoor.core.internal;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.access.Reason.Code;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamSession;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gate's rules: a pure function of the class, the seat and the time. */
final class AccessRules {
    private AccessRules() {}

    static AccessExplanation notFound() {
        return new AccessExplanation(
                Verdict.DENIED, List.of(reason(Code.STREAM_NOT_FOUND, "There is no such class.", null)));
    }

    static AccessExplanation anonymous(StreamSession stream, Instant now) {
        return new AccessExplanation(
                Verdict.DENIED,
                List.of(
                        stateOf(stream, now).reason(),
                        reason(Code.UNAUTHENTICATED, "Sign in to watch with your seat.", null)));
    }

    static AccessExplanation explain(StreamSession stream, UserId user, Optional<Enrollment> seat, Instant now) {
        State state = stateOf(stream, now);
        Reason right = rightOf(stream, user, seat);
        boolean entitled = right.code() == Code.OWNER || right.code() == Code.ENROLLED;
        return entitled
                ? new AccessExplanation(state.verdict(), List.of(right, state.reason()))
                : new AccessExplanation(Verdict.DENIED, List.of(state.reason(), right));
    }

    private static Reason rightOf(StreamSession stream, UserId user, Optional<Enrollment> seat) {
        if (stream.instructor().equals(user)) {
            return reason(Code.OWNER, "This is your class.", null);
        }
        Optional<EnrollmentState> state = seat.map(Enrollment::state);
        if (state.equals(Optional.of(EnrollmentState.ACTIVE))) {
            return reason(Code.ENROLLED, "You have a seat.", seat.get().createdAt());
        }
        return state.equals(Optional.of(EnrollmentState.PAYMENT_PENDING))
                ? reason(Code.PAYMENT_PENDING, "Your payment is being confirmed.", null)
                : reason(Code.NOT_ENROLLED, "You have no seat in this class.", null);
    }

    private static State stateOf(StreamSession stream, Instant now) {
        return switch (stream.status()) {
            case LIVE ->
                state(
                        Verdict.WATCH_LIVE,
                        Code.LIVE,
                        "The class is live.",
                        stream.actualStart().orElse(null));
            case SCHEDULED ->
                state(Verdict.WAIT, Code.NOT_STARTED, "The class has not started yet.", stream.scheduledStart());
            case CANCELLED -> state(Verdict.DENIED, Code.CANCELLED, "The class was cancelled.", null);
            case ENDED -> replayOf(stream, now);
        };
    }

    private static State replayOf(StreamSession stream, Instant now) {
        Instant expiresAt = stream.recordingExpiresAt().orElse(null);
        if (stream.replayAvailable(now)) {
            return state(Verdict.WATCH_REPLAY, Code.REPLAY_AVAILABLE, "The replay can be watched.", expiresAt);
        }
        return expiresAt != null && !now.isBefore(expiresAt)
                ? state(Verdict.DENIED, Code.REPLAY_EXPIRED, "The replay could be watched for seven days.", expiresAt)
                : state(Verdict.WAIT, Code.REPLAY_NOT_READY, "The class is over; its replay is not there yet.", null);
    }

    private static State state(Verdict verdict, Code code, String message, @Nullable Instant at) {
        return new State(verdict, reason(code, message, at));
    }

    private static Reason reason(Code code, String message, @Nullable Instant at) {
        return new Reason(code, message, Optional.ofNullable(at));
    }

    private record State(Verdict verdict, Reason reason) {}
}
