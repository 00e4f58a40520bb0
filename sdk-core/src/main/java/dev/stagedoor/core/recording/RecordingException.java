package dev.stagedoor.core.recording;

import dev.stagedoor.core.StagedoorException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A recording provider could not do what it promised. Whether the effect took place is not known: every call may be repeated. */
public class RecordingException extends StagedoorException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /**
     * @param message what failed, with ids
     * @param retryable whether trying again can help
     * @param retryAfter how long the provider asks to be left alone, or null
     * @param cause what it comes from, if anything
     */
    public RecordingException(
            String message, boolean retryable, @Nullable Duration retryAfter, @Nullable Throwable cause) {
        super(message, retryable, cause);
        this.retryAfter = retryAfter;
    }

    /** {@return how long the provider asks to be left alone (HTTP 429 with Retry-After); empty when it does not say} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
