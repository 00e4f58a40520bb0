package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.PaymentDecision;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** SPI: movements of tokens at a remote provider. Rows are never deleted. */
public interface RemotePaymentStore {
    /**
     * Adds a payment. Where its id is taken by somebody else at the same moment, the whole unit of work is run again.
     *
     * @param payment a new one
     */
    void insert(RemotePayment payment);

    /**
     * @param id a payment
     * @return it, or empty
     */
    Optional<RemotePayment> find(TransferId id);

    /**
     * Reads a payment and keeps others from changing it until this unit of work ends.
     *
     * @param id a payment
     * @return it, or empty
     */
    Optional<RemotePayment> lock(TransferId id);

    /**
     * Overwrites a payment that this unit of work has locked or taken.
     *
     * @param payment as it shall be
     */
    void update(RemotePayment payment);

    /**
     * Finds and locks what is due, passing over what another unit of work holds.
     *
     * @param now what is due by now
     * @param limit the most to give, at least 1
     * @return pending ones, the longest due first
     */
    List<RemotePayment> lockDue(Instant now, int limit);

    /**
     * @param limit the most to give, at least 1
     * @return those that need a person, the oldest first
     */
    List<RemotePayment> listNeedingPerson(int limit);

    /**
     * @param userId whose wallet
     * @param limit the most to give, at least 1
     * @return payments to and from it, the latest first
     */
    List<RemotePayment> listFor(UserId userId, int limit);

    /**
     * Adds a line to the record of decisions. Lines are never changed or deleted.
     *
     * @param decision on a payment that is stored
     */
    void record(PaymentDecision decision);

    /**
     * @param limit the most to give, at least 1
     * @return decisions, the latest first
     */
    List<PaymentDecision> listDecisions(int limit);
}
