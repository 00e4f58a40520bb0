package dev.stagedoor.testkit.cloudflare;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** So many calls in a window, as the service counts them for a token; then 429 until the window ends. Safe for use by many threads. */
final class CallLimit {
    private final int calls;
    private final Duration window;
    private final InstantSource clock;
    private Instant opened = Instant.MIN;
    private int used;

    CallLimit(int calls, Duration window, InstantSource clock) {
        this.calls = calls;
        this.window = window;
        this.clock = clock;
    }

    /** The answer of a call too many. */
    synchronized Optional<Answer> refuse() {
        Instant now = clock.instant();
        if (opened.equals(Instant.MIN) || !now.isBefore(opened.plus(window))) {
            opened = now;
            used = 0;
        }
        used++;
        if (used <= calls) {
            return Optional.empty();
        }
        long left = Math.max(1, Duration.between(now, opened.plus(window)).toSeconds());
        return Optional.of(
                Answer.failure(429, Refusal.TOO_MANY, "Please wait and consider throttling your request speed")
                        .with("Retry-After", String.valueOf(left))
                        .with("Ratelimit", "\"default\";r=0;t=" + left)
                        .with("Ratelimit-Policy", "\"default\";q=" + calls + ";w=" + window.toSeconds()));
    }
}
