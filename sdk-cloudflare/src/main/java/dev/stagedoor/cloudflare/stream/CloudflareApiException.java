package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Cloudflare answered that the call failed. Statuses with a meaning of their own have a subclass; this class stands for all others, such as 405 or 424. */
public class CloudflareApiException extends CloudflareStreamException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<ApiError> errors;
    private final @Nullable String requestId;
    private final @Nullable Duration retryAfter;

    CloudflareApiException(Refusal refusal, boolean retryable) {
        super(refusal.message(), retryable, refusal.effectUnknown(), null);
        this.status = refusal.status();
        this.errors = refusal.errors();
        this.requestId = refusal.requestId().orElse(null);
        this.retryAfter = refusal.retryAfter().orElse(null);
    }

    /** {@return the HTTP status, 100 to 599} */
    public int status() {
        return status;
    }

    /** {@return what the answer listed; empty when it had no envelope} */
    public List<ApiError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** {@return the code of the first error that has one} */
    public OptionalInt code() {
        return errors().stream()
                .mapToInt(ApiError::code)
                .filter(code -> code > 0)
                .findFirst();
    }

    /**
     * @param code such as 10046
     * @return whether any error has this code
     */
    public boolean hasCode(int code) {
        return errors().stream().anyMatch(error -> error.code() == code);
    }

    /** {@return what Cloudflare's support asks for: {@code cf-ray}, or another request id of the answer} */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /** {@return how long the answer asks to wait} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
