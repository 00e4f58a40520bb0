package dev.stagedoor.server.retention;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.retention.PlannedAction;
import dev.stagedoor.core.retention.Retention;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sweeps over recordings, whoever starts them. Safe at any time, twice, and on several nodes at once. */
public final class RetentionSweeps {

    /** One of the sweeps. */
    public enum Sweep {
        /** Closes recordings whose time is over. */
        CLEANUP,
        /** Moves classes to the catalog. */
        MIGRATION,
        /** Looks for what nobody owns, and for what is gone. */
        ORPHANS;

        /** {@return the lower-case name, as in metrics} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Hears of each sweep that finished. */
    @FunctionalInterface
    public interface Observer {
        /**
         * @param sweep which
         * @param round what came of it
         * @param took how long it took
         */
        void swept(Sweep sweep, Round round, Duration took);
    }

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweeps.class);
    private static final int BATCH = 500;
    private static final int MOST_BATCHES = 1_000;

    private final Retention retention;
    private final Observer observer;

    /**
     * @param retention the platform's
     * @param observer told of each finished sweep, for metrics
     */
    public RetentionSweeps(Retention retention, Observer observer) {
        this.retention = retention;
        this.observer = observer;
    }

    /** Runs one sweep until nothing is left that it could do now. */
    public Round run(Sweep sweep) {
        long began = System.nanoTime();
        Round total = Round.NOTHING;
        Round batch = one(sweep).apply(BATCH);
        for (int i = 1; i < MOST_BATCHES && batch.done() > 0 && sweep != Sweep.ORPHANS; i++) {
            total = total.plus(batch);
            LOG.info("{} goes on: {} looked at, {} done so far", sweep.wireName(), total.examined(), total.done());
            batch = one(sweep).apply(BATCH);
        }
        total = total.plus(batch);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        observer.swept(sweep, total, took);
        if (total.examined() > 0) {
            LOG.atInfo()
                    .addKeyValue("examined", total.examined())
                    .addKeyValue("done", total.done())
                    .addKeyValue("failed", total.failed())
                    .addKeyValue("skipped", total.skipped())
                    .addKeyValue("millis", took.toMillis())
                    .log("{} finished", sweep.wireName());
        }
        return total;
    }

    private IntFunction<Round> one(Sweep sweep) {
        return switch (sweep) {
            case CLEANUP -> retention::cleanup;
            case MIGRATION -> retention::migrate;
            case ORPHANS -> retention::orphans;
        };
    }

    /** What the sweep would do now; nothing is changed. */
    public List<PlannedAction> plan(Sweep sweep) {
        return switch (sweep) {
            case CLEANUP -> retention.planCleanup(BATCH);
            case MIGRATION -> retention.planMigration(BATCH);
            case ORPHANS -> retention.planOrphans(BATCH);
        };
    }
}
