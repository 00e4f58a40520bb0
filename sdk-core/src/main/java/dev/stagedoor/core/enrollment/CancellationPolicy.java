package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import java.time.Duration;
import java.time.Instant;

/** SPI: what happens when a person gives a seat back. Pure; called inside a unit of work, maybe more than once. */
@FunctionalInterface
public interface CancellationPolicy {
    /** What to do. */
    enum Decision {
        /** Free the seat, pay everything back. */
        REFUND,
        /** Free the seat, keep the tokens. */
        NO_REFUND,
        /** Keep the seat. */
        NOT_ALLOWED
    }

    /**
     * @param stream the class
     * @param enrollment the seat
     * @param now when it is asked
     * @return what to do
     */
    Decision decide(StreamSession stream, Enrollment enrollment, Instant now);

    /**
     * The usual policy: everything back until some time before the planned start, after that the seat stays.
     *
     * @param notice how long before the start it ends, not negative
     * @return the policy
     */
    static CancellationPolicy refundUntil(Duration notice) {
        if (notice.isNegative()) {
            throw new IllegalArgumentException("notice must not be negative, but is " + notice);
        }
        return (stream, enrollment, now) -> stream.status() == StreamStatus.SCHEDULED
                        && now.isBefore(stream.scheduledStart().minus(notice))
                ? Decision.REFUND
                : Decision.NOT_ALLOWED;
    }
}
