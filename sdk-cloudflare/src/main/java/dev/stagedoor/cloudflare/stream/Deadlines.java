package dev.stagedoor.cloudflare.stream;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does something when a time is over, unless it was called off. One thread, which is there only while times are running. What was called off stays in the
 * queue, empty, until its time: taking it out would wake the thread with every call. Safe for use by many threads.
 */
final class Deadlines {
    private static final long IDLE_SECONDS = 1;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "stagedoor-cloudflare-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Deadlines() {
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /**
     * @param nanos from now; at once if not positive
     * @param late returns quickly
     */
    Deadline in(long nanos, Runnable late) {
        Deadline deadline = new Deadline(late);
        timer.schedule(deadline, nanos, TimeUnit.NANOSECONDS);
        return deadline;
    }

    /** Does what is to be done when it is late, once. */
    static final class Deadline implements Runnable {
        private final AtomicReference<Runnable> late;

        private Deadline(Runnable late) {
            this.late = new AtomicReference<>(late);
        }

        void callOff() {
            late.set(null);
        }

        @Override
        public void run() {
            Runnable due = late.getAndSet(null);
            if (due != null) {
                due.run();
            }
        }
    }
}
