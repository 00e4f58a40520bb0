package dev.stagedoor.core;

import org.jspecify.annotations.Nullable;

/** The root of every fault: something that no caller asked for, such as a database that is down. Expected outcomes are results, never exceptions. */
public class StagedoorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean retryable;

    /**
     * @param message what failed, with ids, and what to do about it
     * @param retryable whether the same call may succeed later with nothing changed
     * @param cause what it comes from, if anything
     */
    public StagedoorException(String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /** {@return whether the same call may succeed later with nothing changed} */
    public final boolean retryable() {
        return retryable;
    }
}
