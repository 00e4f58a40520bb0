package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;
import java.util.List;
import java.util.Optional;

/** Seats. Safe for use by many threads. */
public interface Enrollments {
    /**
     * Enrolls a person and takes the tokens. With a transactional token provider the seat, the debit, the transaction id, the receipt and the outbox
     * message are one commit; a fault leaves nothing, and the same request can be sent again.
     *
     * @param request who, which class, under which id
     * @return how it went
     */
    EnrollResult enroll(EnrollRequest request);

    /**
     * Gives a seat back, by the policy of the platform.
     *
     * @param userId whose seat
     * @param streamId which class
     * @return how it went
     */
    CancelResult cancel(UserId userId, StreamId streamId);

    /**
     * @param id an enrollment
     * @return it, whatever its state, or empty
     */
    Optional<Enrollment> find(EnrollmentId id);

    /**
     * @param userId who
     * @param streamId which class
     * @return the latest enrollment, one that holds a seat if there is one, or empty
     */
    Optional<Enrollment> find(UserId userId, StreamId streamId);

    /**
     * @param userId who
     * @param limit the most to give, 1 to 500
     * @return this person's enrollments of all states, the latest first
     */
    List<Enrollment> listFor(UserId userId, int limit);

    /**
     * Pays back what cancelled classes owe. Safe to call at any time, twice, and on several nodes at once: each seat is refunded once.
     *
     * @param limit the most seats in this round, at least 1
     * @return how many were refunded
     */
    int refundCancelled(int limit);
}
