package dev.stagedoor.core.retention;

import java.time.Duration;

/** Decides which classes are good enough for the catalog. A pure function: the same facts always give the same verdict. */
@FunctionalInterface
public interface PopularityPolicy {
    /** At least five seats, and on average a quarter of the class watched. */
    PopularityPolicy DEFAULT = atLeast(5, 25);

    /** Every class qualifies. */
    PopularityPolicy EVERY_CLASS = facts -> new Verdict(true, "every class moves to the catalog");

    /** No class qualifies. */
    PopularityPolicy NO_CLASS = facts -> new Verdict(false, "no class moves to the catalog");

    /**
     * @param facts what is known of a class
     * @return whether it qualifies, and why
     */
    Verdict judge(Facts facts);

    /**
     * @param seats the least number of seats in force, at least 0
     * @param watchedPercent which share of the class each of them has watched on average, in percent of its planned length, 0 to 100
     * @return that policy
     */
    static PopularityPolicy atLeast(int seats, int watchedPercent) {
        if (seats < 0 || watchedPercent < 0 || watchedPercent > 100) {
            throw new IllegalArgumentException(
                    "seats is at least 0 and watchedPercent 0 to 100, not " + seats + " and " + watchedPercent);
        }
        return facts -> {
            int percent = facts.watchedPercent();
            String found = facts.seats() + " seats (" + seats + " needed), " + percent + " % watched (" + watchedPercent
                    + " % needed)";
            return new Verdict(facts.seats() >= seats && percent >= watchedPercent, found);
        };
    }

    /**
     * What is known of a class.
     *
     * @param seats how many seats are in force
     * @param peakViewers the most people who watched at once
     * @param watched how long all of them together watched live
     * @param planned the planned length
     */
    record Facts(long seats, int peakViewers, Duration watched, Duration planned) {
        /** {@return the share of the planned length that a seat has watched on average, in percent, at most 100} */
        public int watchedPercent() {
            long full = seats * planned.toMillis();
            return full == 0 ? 0 : (int) Math.min(100, watched.toMillis() * 100 / full);
        }
    }

    /**
     * What the policy says.
     *
     * @param qualifies whether the class moves to the catalog
     * @param why in words for an operator
     */
    record Verdict(boolean qualifies, String why) {}
}
