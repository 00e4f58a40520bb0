package dev.stagedoor.server.config;

import dev.stagedoor.core.catalog.CatalogAccessPolicy;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether and how classes are recorded and kept.
 *
 * @param enabled whether live classes are recorded
 * @param node the name of this node among those on one database, 1 to 100 characters, the same after a restart
 * @param popularSeats the least number of seats with which a class moves to the catalog, 0 to 1,000,000
 * @param popularWatchedPercent which share of the class each seat must have watched on average, 0 to 100
 * @param sweepPause between two rounds of each sweep over recordings, 10 seconds to 1 day
 * @param s3 where recordings and pictures stay; empty for the data directory
 * @param catalogAccess who may watch workouts besides those who had a seat
 */
public record RecordingSettings(
        boolean enabled,
        String node,
        int popularSeats,
        int popularWatchedPercent,
        Duration sweepPause,
        Optional<S3Settings> s3,
        CatalogAccessPolicy catalogAccess) {

    /** How long recordings stay. */
    public RetentionPolicy retention() {
        return RetentionPolicy.DEFAULT.withPopularity(PopularityPolicy.atLeast(popularSeats, popularWatchedPercent));
    }
}
