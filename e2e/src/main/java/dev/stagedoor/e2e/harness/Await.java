package dev.stagedoor.e2e.harness;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for a condition of another process, within a bound. */
public final class Await {

    private static final Duration PACE = Duration.ofMillis(40);

    private Await() {}

    /**
     * Asks again and again until the answer fits.
     *
     * @throws AssertionError naming the last answer, when none fitted within the limit
     */
    public static <T> T until(String what, Duration limit, Supplier<T> question, Predicate<? super T> fits) {
        long deadline = System.nanoTime() + limit.toNanos();
        @Nullable Object last;
        do {
            T answer = question.get();
            if (fits.test(answer)) {
                return answer;
            }
            last = answer;
            LockSupport.parkNanos(PACE.toNanos());
        } while (System.nanoTime() < deadline);
        throw new AssertionError("not within " + limit + ": " + what + "; last seen: " + last);
    }

    /** Waits until the condition holds. */
    public static void until(String what, Duration limit, Supplier<Boolean> condition) {
        until(what, limit, condition, holds -> holds);
    }
}
