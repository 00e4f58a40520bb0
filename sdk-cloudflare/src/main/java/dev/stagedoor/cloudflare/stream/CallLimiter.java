package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Lets at most so many calls begin within any span of the window's length. Every caller is given the time of its turn at once, so that turns are in the order
 * of arrival and nobody spins. Safe for use by many threads.
 */
final class CallLimiter {
    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private final long windowMillis;
    private final long[] turns;
    private int next;
    private long lastNow = LONG_AGO;
    private long closedUntil = LONG_AGO;

    CallLimiter(int calls, Duration window) {
        windowMillis = window.toMillis();
        turns = new long[calls];
        Arrays.fill(turns, LONG_AGO);
    }

    /**
     * @param nowMillis what the clock says
     * @param longest the longest time the caller would wait
     * @return how long to wait; more than {@code longest} takes no turn
     */
    synchronized Duration take(long nowMillis, Duration longest) {
        mindTheClock(nowMillis);
        long turn = Math.max(Math.max(nowMillis, closedUntil), turns[next] + windowMillis);
        Duration wait = Duration.ofMillis(turn - nowMillis);
        if (wait.compareTo(longest) <= 0) {
            turns[next] = turn;
            next = (next + 1) % turns.length;
        }
        return wait;
    }

    /**
     * @param nowMillis what the clock says
     * @param retryAfter for how long Cloudflare takes no calls of this account
     */
    synchronized void close(long nowMillis, Optional<Duration> retryAfter) {
        retryAfter.ifPresent(time -> closedUntil = Math.max(closedUntil, nowMillis + time.toMillis()));
    }

    /** A clock that was set back by an hour must not keep everybody waiting for an hour. */
    private void mindTheClock(long nowMillis) {
        long back = lastNow - nowMillis;
        if (back > 0) {
            for (int i = 0; i < turns.length; i++) {
                turns[i] = Math.max(LONG_AGO, turns[i] - back);
            }
            closedUntil = Math.max(LONG_AGO, closedUntil - back);
        }
        lastNow = nowMillis;
    }
}
