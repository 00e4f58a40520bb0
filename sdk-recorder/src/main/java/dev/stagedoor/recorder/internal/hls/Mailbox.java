package dev.stagedoor.recorder.internal.hls;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Tasks for an executor, one at a time and in order, bounded by the bytes they hold. Thread-safe; adding never waits for a task. */
final class Mailbox {
    private final Executor executor;
    private final long bound;
    private final Deque<Letter> letters = new ArrayDeque<>();
    private final Object lock = new Object();
    private long bytes;
    private boolean working;

    private record Letter(Runnable task, int bytes) {}

    Mailbox(Executor executor, long bound) {
        this.executor = executor;
        this.bound = bound;
    }

    /** Adds a task that holds this many bytes; false when too much waits. */
    boolean offer(int size, Runnable task) {
        synchronized (lock) {
            if (bytes + size > bound) {
                return false;
            }
        }
        add(size, task);
        return true;
    }

    /** How much waits: 0 for nothing to 1 for the bound. */
    double filled() {
        synchronized (lock) {
            return (double) bytes / bound;
        }
    }

    /** Adds a task, whatever waits. */
    void add(Runnable task) {
        add(0, task);
    }

    private void add(int size, Runnable task) {
        boolean start;
        synchronized (lock) {
            letters.add(new Letter(task, size));
            bytes += size;
            start = !working;
            working = true;
        }
        if (start) {
            begin();
        }
    }

    private void begin() {
        try {
            executor.execute(this::work);
        } catch (RuntimeException refused) {
            synchronized (lock) {
                working = false;
                letters.clear();
                bytes = 0;
            }
            throw refused;
        }
    }

    private void work() {
        Letter letter = next();
        while (letter != null) {
            letter.task.run();
            letter = next();
        }
    }

    private @Nullable Letter next() {
        synchronized (lock) {
            Letter letter = letters.poll();
            if (letter == null) {
                working = false;
            } else {
                bytes -= letter.bytes;
            }
            return letter;
        }
    }
}
