package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.TransferId;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what became of payments at a remote token provider, and pays back what is owed there. Safe for use by many threads and nodes at once, may be
 * killed at any moment, and does nothing with wallets in our own database.
 *
 * <p>A payment whose outcome is unclear is asked for where the provider can be asked; repeated under the same id where the provider honours it; and left to a
 * person otherwise. Nothing else is ever repeated.
 */
public interface Reconciler {
    /**
     * Takes on every payment that is due, one after the other.
     *
     * @param limit the most to take on, at least 1
     * @return how it went
     */
    Round runOnce(int limit);

    /** {@return a round of at most 500} */
    default Round runOnce() {
        return runOnce(500);
    }

    /**
     * @param id a payment: the enrollment's id for a debit
     * @return what is known of it, or empty
     */
    Optional<RemotePayment> find(TransferId id);

    /**
     * @param limit the most to give, 1 to 500
     * @return payments that only a person can decide, the oldest first
     */
    List<RemotePayment> listNeedingPerson(int limit);

    /**
     * A person has found out that the tokens have moved: a debit's seat becomes theirs, a refund is finished.
     *
     * @param id a payment that needs a person
     * @param transactionId the provider's name of the movement, 1 to 200 characters
     * @param by who decides, for the record that {@link #listDecisions} gives
     * @return how it went
     */
    DecisionResult hasMoved(TransferId id, String transactionId, Decider by);

    /**
     * A person has found out that no tokens have moved: a debit's seat is free again; a refund is sent again where the provider refunds, and stays with the
     * person otherwise, because it is still owed.
     *
     * @param id a payment that needs a person
     * @param by who decides, for the record that {@link #listDecisions} gives
     * @return how it went
     */
    DecisionResult hasNotMoved(TransferId id, Decider by);

    /**
     * @param limit the most to give, 1 to 500
     * @return what people have decided, the latest first
     */
    List<PaymentDecision> listDecisions(int limit);

    /**
     * @param userId whose wallet
     * @param limit the most to give, 1 to 500
     * @return payments to and from it that this platform has made or is about to make, the latest first; none with wallets in our own database
     */
    List<RemotePayment> listFor(UserId userId, int limit);
}
