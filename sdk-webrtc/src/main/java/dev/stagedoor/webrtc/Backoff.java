package dev.stagedoor.webrtc;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Growing pauses with jitter between attempts: between a half and all of a doubling, capped duration. Not thread-safe. */
public final class Backoff {
    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private int attempts;

    /**
     * @param first the longest first pause, positive
     * @param cap the longest pause, at least {@code first}
     */
    public Backoff(Duration first, Duration cap, RandomGenerator random) {
        if (first.isNegative() || first.isZero() || cap.compareTo(first) < 0) {
            throw new IllegalArgumentException("first must be positive and cap at least first");
        }
        this.first = first;
        this.cap = cap;
        this.random = requireNonNull(random, "random");
    }

    /** The next pause; never shorter than what the server asked for. */
    public Duration next(Optional<Duration> asked) {
        int doublings = Math.min(attempts++, 20);
        long longest = (long) Math.min(cap.toNanos(), first.toNanos() * Math.pow(2, doublings));
        Duration pause = Duration.ofNanos(longest / 2 + random.nextLong(longest / 2 + 1));
        return asked.filter(a -> a.compareTo(pause) > 0).orElse(pause);
    }

    /** Starts over after a success. */
    public void reset() {
        attempts = 0;
    }
}
