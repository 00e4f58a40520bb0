package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;
import java.util.Map;

/**
 * Tokens to take out of a wallet that somebody else keeps.
 *
 * @param id the caller's, reused for each retry; sent as the idempotency key
 * @param payer whose wallet
 * @param amount at least 1 token
 * @param reason for the payer's history, at most 500 characters
 * @param metadata kept by the provider as it is; the platform names the enrollment in {@value #ENROLLMENT_ID} and the class in {@value #STREAM_ID}
 */
public record RemoteDebit(TransferId id, UserId payer, Tokens amount, String reason, Map<String, String> metadata) {
    /** Where the metadata names the enrollment. */
    public static final String ENROLLMENT_ID = "enrollmentId";

    /** Where the metadata names the class. */
    public static final String STREAM_ID = "streamId";

    /** Copies the metadata and refuses nothing as an amount with an {@link IllegalArgumentException}. */
    public RemoteDebit {
        metadata = Map.copyOf(metadata);
        if (amount.isZero()) {
            throw new IllegalArgumentException("a debit takes at least 1 token");
        }
    }
}
