package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.util.Optional;

/** How seats that cost something are paid and paid back: in the seat's own commit, or at somebody else's and so in steps. */
public interface Till {
    /**
     * Takes the seat, and the tokens as far as one commit can.
     *
     * @param work the unit of work of the request
     * @param stream the class, open, with a seat left when it was read
     * @param request what was asked for
     * @param pending the enrollment as it begins
     * @return the result, unless {@link #finish} knows more
     */
    EnrollResult pay(UnitOfWork work, StreamSession stream, EnrollRequest request, Enrollment pending);

    /**
     * Does what can only be done once the seat is committed. Called outside any unit of work.
     *
     * @param result of the unit of work
     * @return the result for the person
     */
    EnrollResult finish(EnrollResult result);

    /**
     * Frees a seat and begins, or does, its refund.
     *
     * @param work a unit of work that has locked the seat
     * @param seat active, and it cost something
     * @param why what the person is told
     * @return the enrollment afterwards; empty when its tokens have been paid out
     */
    Optional<Enrollment> payBack(UnitOfWork work, Enrollment seat, Notice.Kind why);

    /**
     * Settles a seat of a class that was given: all or most of the payment is the instructor's.
     *
     * @param work a unit of work that has locked the seat
     * @param seat active, and it cost something
     * @param instructor who gave the class
     * @param back what the person gets back, less than was paid
     * @return the enrollment afterwards; empty when its tokens have been paid back whole
     */
    Optional<Enrollment> settle(UnitOfWork work, Enrollment seat, UserId instructor, Tokens back);

    /**
     * Does what can only be done once the refund is committed. Called outside any unit of work.
     *
     * @param givenBack the enrollment as {@link #payBack} left it
     * @return the enrollment now
     */
    Enrollment finish(Enrollment givenBack);

    /**
     * Called outside any unit of work.
     *
     * @param userId whose wallet
     * @return what is in it; empty when nobody answers
     */
    Optional<Tokens> balance(UserId userId);
}
