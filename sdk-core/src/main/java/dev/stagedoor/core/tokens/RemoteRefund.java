package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;
import java.util.Map;

/**
 * Tokens to pay back into a wallet that somebody else keeps.
 *
 * @param id the caller's, another than the debit's, reused for each retry; sent as the idempotency key
 * @param debit the id of the debit that is paid back
 * @param transactionId the provider's name for that debit
 * @param payer whose wallet
 * @param amount at least 1 token, at most what the debit took
 * @param reason for the payer's history, at most 500 characters
 * @param metadata kept by the provider as it is
 */
public record RemoteRefund(
        TransferId id,
        TransferId debit,
        String transactionId,
        UserId payer,
        Tokens amount,
        String reason,
        Map<String, String> metadata) {
    /** Copies the metadata and refuses nothing as an amount, and the debit's own id, with an {@link IllegalArgumentException}. */
    public RemoteRefund {
        metadata = Map.copyOf(metadata);
        if (amount.isZero()) {
            throw new IllegalArgumentException("a refund pays back at least 1 token");
        }
        if (id.equals(debit)) {
            throw new IllegalArgumentException("a refund has an id of its own");
        }
    }
}
