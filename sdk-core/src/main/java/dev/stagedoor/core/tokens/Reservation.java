package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamId;

/**
 * Tokens to hold for a seat.
 *
 * @param id the caller's, reused for each retry
 * @param payer whose wallet
 * @param streamId for which class
 * @param amount at least 1 token
 * @param note for the payer's history
 */
public record Reservation(TransferId id, UserId payer, StreamId streamId, Tokens amount, String note) {
    /** Refuses nothing as an amount with an {@link IllegalArgumentException}. */
    public Reservation {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a reservation holds at least 1 token");
        }
    }
}
