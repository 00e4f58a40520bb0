package dev.stagedoor.server.retention;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * What runs by itself on the database that all nodes share: each round of each task on one node, whichever is free, and again when that node died over it.
 */
public final class Schedules implements AutoCloseable {

    private static final String TABLE = "stagedoor_scheduled_tasks";
    private static final Duration POLLING = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int THREADS = 2;

    private final Scheduler scheduler;

    private Schedules(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Collects what is to run. */
    public static Builder on(DataSource database, String node, InstantSource clock) {
        return new Builder(database, node, clock);
    }

    @Override
    public void close() {
        scheduler.stop();
    }

    /** Not for use by several threads. */
    public static final class Builder {
        private final DataSource database;
        private final String node;
        private final InstantSource clock;
        private final List<RecurringTask<?>> tasks = new ArrayList<>();

        private Builder(DataSource database, String node, InstantSource clock) {
            this.database = database;
            this.node = node;
            this.clock = clock;
        }

        /**
         * @param name unique and the same on every node and after every restart
         * @param pause between the end of a round and the beginning of the next
         * @param work what to do; what it throws is logged, and the next round comes
         * @return this
         */
        public Builder every(String name, Duration pause, Runnable work) {
            tasks.add(Tasks.recurring(name, FixedDelay.of(pause)).execute((instance, context) -> work.run()));
            return this;
        }

        /** Starts the tasks. */
        public Schedules start() {
            Scheduler scheduler = Scheduler.create(database)
                    .startTasks(tasks)
                    .tableName(TABLE)
                    .schedulerName(new SchedulerName.Fixed(node))
                    .threads(THREADS)
                    .pollingInterval(POLLING)
                    .heartbeatInterval(HEARTBEAT)
                    .shutdownMaxWait(PATIENCE)
                    .commitWhenAutocommitDisabled(true)
                    .alwaysPersistTimestampInUTC()
                    .clock(clock::instant)
                    .build();
            scheduler.start();
            return new Schedules(scheduler);
        }
    }
}
