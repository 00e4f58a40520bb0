package dev.stagedoor.core.tokens;

import dev.stagedoor.core.StagedoorException;
import org.jspecify.annotations.Nullable;

/** The token provider did not answer a question, or not in a form that can be relied on. No tokens have moved by asking. */
public class TokenProviderException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what failed, without secrets
     * @param retryable whether asking again can help
     * @param cause what it comes from, if anything
     */
    public TokenProviderException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, retryable, cause);
    }
}
