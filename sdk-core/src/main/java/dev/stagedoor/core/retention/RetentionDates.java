package dev.stagedoor.core.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The two dates that the end of a class fixes. */
public final class RetentionDates {
    /** How long a recording can be watched: seven times 24 hours. */
    public static final Duration REPLAY = Duration.ofDays(7);

    /** How many calendar months later a class may move to the catalog. */
    public static final int MIGRATION_MONTHS = 2;

    private RetentionDates() {}

    /**
     * @param end when the class ended
     * @return when replay access ends: exactly 168 hours later, whatever clocks do
     */
    public static Instant recordingExpiresAt(Instant end) {
        return end.plus(REPLAY);
    }

    /**
     * @param end when the class ended
     * @param zone the class's zone
     * @return the same local time two calendar months later; the last day of the month where that day does not exist
     */
    public static Instant migrationScheduledAt(Instant end, ZoneId zone) {
        return end.atZone(zone).plusMonths(MIGRATION_MONTHS).toInstant();
    }
}
