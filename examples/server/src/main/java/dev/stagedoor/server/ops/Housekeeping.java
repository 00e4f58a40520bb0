package dev.stagedoor.server.ops;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Small things done again and again on one thread. What one round throws is logged, and the next one comes. */
public final class Housekeeping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    /** Nothing to do yet. */
    public Housekeeping() {}

    /** Does the work after each pause. */
    public Housekeeping every(Duration pause, Runnable work) {
        var unused = timer.scheduleWithFixedDelay(
                () -> attempt(work), pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** Does the work now, and after each pause. */
    public Housekeeping nowAndEvery(Duration pause, Runnable work) {
        attempt(work);
        return every(pause, work);
    }

    /** Does the work once, as soon as the thread is free. */
    public void soon(Runnable work) {
        if (!timer.isShutdown()) {
            timer.execute(() -> attempt(work));
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.warn("housekeeping failed, the next round comes", fault);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
