package dev.stagedoor.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * How long things are kept. A pure function of the end of a class. Immutable.
 *
 * @param replay how long after its end a class can be watched again; positive, at most 3650 days
 * @param migrationMonths how many calendar months after its end a class may move to the catalog, 0 to 120
 * @param lookAgain how often a recording that waits for the catalog is asked whether its class still qualifies; at least a minute
 * @param popularity which classes qualify for the catalog
 */
public record RetentionPolicy(Duration replay, int migrationMonths, Duration lookAgain, PopularityPolicy popularity) {
    /** Seven times 24 hours of replay, two calendar months, asked daily, and the default popularity. */
    public static final RetentionPolicy DEFAULT = new RetentionPolicy(
            RetentionDates.REPLAY, RetentionDates.MIGRATION_MONTHS, Duration.ofDays(1), PopularityPolicy.DEFAULT);

    /** Refuses what is out of range with an {@link IllegalArgumentException} that names it. */
    public RetentionPolicy {
        require(
                !replay.isNegative() && !replay.isZero() && replay.toDays() <= 3650,
                "replay is up to 3650 days, not " + replay);
        require(migrationMonths >= 0 && migrationMonths <= 120, "migrationMonths is 0 to 120, not " + migrationMonths);
        require(lookAgain.compareTo(Duration.ofMinutes(1)) >= 0, "lookAgain is at least a minute, not " + lookAgain);
    }

    /**
     * @param length how long after its end a class can be watched again
     * @return this with another replay time
     */
    public RetentionPolicy withReplay(Duration length) {
        return new RetentionPolicy(length, migrationMonths, lookAgain, popularity);
    }

    /**
     * @param months how many calendar months after its end a class may move to the catalog
     * @return this with another migration date
     */
    public RetentionPolicy withMigrationMonths(int months) {
        return new RetentionPolicy(replay, months, lookAgain, popularity);
    }

    /**
     * @param policy which classes qualify for the catalog
     * @return this with another rule
     */
    public RetentionPolicy withPopularity(PopularityPolicy policy) {
        return new RetentionPolicy(replay, migrationMonths, lookAgain, policy);
    }

    /**
     * @param end when the class ended
     * @return when replay access ends
     */
    public Instant recordingExpiresAt(Instant end) {
        return end.plus(replay);
    }

    /**
     * @param end when the class ended
     * @param zone the class's zone
     * @return the same local time that many calendar months later; the last day of the month where that day does not exist
     */
    public Instant migrationScheduledAt(Instant end, ZoneId zone) {
        return end.atZone(zone).plusMonths(migrationMonths).toInstant();
    }

    private static void require(boolean fine, String rule) {
        if (!fine) {
            throw new IllegalArgumentException(rule);
        }
    }
}
