package dev.stagedoor.server;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what the server does behind its answers: as long as it takes, but no longer than a minute. */
public final class Patience {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration PACE = Duration.ofMillis(10);

    private Patience() {}

    /** Asks until the answer fits, and gives the last one in any case. */
    public static <T> T until(Supplier<T> question, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        T answer = question.get();
        while (!fits.test(answer) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PACE.toNanos());
            answer = question.get();
        }
        return answer;
    }
}
