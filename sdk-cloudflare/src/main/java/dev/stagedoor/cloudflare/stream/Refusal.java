package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an answer that says no has to say; turns into the exception that callers know. */
record Refusal(
        String message,
        int status,
        List<ApiError> errors,
        Optional<String> requestId,
        Optional<Duration> retryAfter,
        boolean effectUnknown) {

    CloudflareApiException exception() {
        return switch (status) {
            case 400 -> new BadRequestException(this);
            case 401 -> new UnauthenticatedException(this);
            case 403 -> isAboutTheToken() ? new UnauthenticatedException(this) : new ForbiddenException(this);
            case 404, 410 -> new NotFoundException(this);
            case 408, 425 -> new CloudflareApiException(this, true);
            case 409 -> new ConflictException(this);
            case 413 -> new TooLargeException(this);
            case 429 -> new RateLimitedException(this);
            default -> status >= 500 ? new ServerErrorException(this) : otherwise();
        };
    }

    private CloudflareApiException otherwise() {
        return status / 100 == 2 ? new UnsuccessfulException(this) : new CloudflareApiException(this, false);
    }

    private boolean isAboutTheToken() {
        return errors.stream().anyMatch(error -> error.code() == 1000 || error.code() == 10000);
    }

    /** What an answer says. */
    static Refusal of(
            String what,
            int status,
            List<ApiError> errors,
            Optional<String> requestId,
            Optional<Duration> retryAfter,
            boolean effectUnknown) {
        String told = errors.stream()
                .map(error -> error.code() + " " + error.message())
                .collect(Collectors.joining("; "));
        String message = what + ": Cloudflare answered " + status + (told.isEmpty() ? "" : " (" + told + ")")
                + requestId.map(id -> ", request " + id).orElse("");
        return new Refusal(message, status, errors, requestId, retryAfter, effectUnknown);
    }

    /** What this client says by itself, so that Cloudflare need not. */
    static Refusal ofOwnLimit(String what, Duration wait, boolean effectUnknown) {
        String message =
                what + ": not sent, as this client has used up its calls for the next " + wait.toSeconds() + " s";
        return new Refusal(message, 429, List.of(), Optional.empty(), Optional.of(wait), effectUnknown);
    }
}
