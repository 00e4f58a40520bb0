package dev.stagedoor.core.enrollment;

import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;

/** SPI: what is paid back for a class that was given in part. Pure; called inside a unit of work, maybe more than once. */
@FunctionalInterface
public interface BreakOffPolicy {
    /**
     * @param planned the planned length, at least 1 minute
     * @param delivered for how long there was media while the class was live, from nothing to the planned length
     * @param paid what the seat cost
     * @return what to pay back, from nothing to all
     */
    Tokens refund(Duration planned, Duration delivered, Tokens paid);

    /**
     * @param percent 0 to 100
     * @return everything back when less than this share of the planned length was given, nothing otherwise
     */
    static BreakOffPolicy fullBelow(int percent) {
        requirePercent(percent);
        return (planned, delivered, paid) -> isBelow(percent, planned, delivered) ? paid : Tokens.ZERO;
    }

    /**
     * @param percent 0 to 100
     * @return the missing share back when less than this share of the planned length was given, rounded up to whole tokens; nothing otherwise
     */
    static BreakOffPolicy proRataBelow(int percent) {
        requirePercent(percent);
        return (planned, delivered, paid) -> isBelow(percent, planned, delivered)
                ? Tokens.of(missing(planned.toSeconds(), delivered.toSeconds(), paid.amount()))
                : Tokens.ZERO;
    }

    private static long missing(long planned, long delivered, long paid) {
        return (Math.multiplyExact(paid, planned - delivered) + planned - 1) / planned;
    }

    private static boolean isBelow(int percent, Duration planned, Duration delivered) {
        return delivered.toSeconds() * 100 < planned.toSeconds() * percent;
    }

    private static void requirePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent is 0 to 100, not " + percent);
        }
    }
}
