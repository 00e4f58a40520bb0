package dev.stagedoor.core.internal;

import dev.stagedoor.core.session.StreamId;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Lets purchases of one class go to the database a few at a time, in the order in which they came. They all end up at the one row that counts the class's
 * seats; a crowd in front of it slows the database down for everybody, holds a connection each, and is not served in order.
 *
 * <p>For speed and fairness only: whether there is a seat is decided by the storage, also against other nodes. Safe for use by many threads.
 */
final class SeatQueue {
    /** One at the row, and others that read what they need meanwhile. */
    static final int AT_ONCE = 3;

    private final ConcurrentMap<StreamId, Line> lines = new ConcurrentHashMap<>();
    private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

    /** Those who want into one class; forgotten with the last of them. */
    private static final class Line {
        private final Semaphore turns = new Semaphore(AT_ONCE, true);
        private int people;
    }

    /**
     * @param id which class
     * @param purchase what to do when it is one's turn; one that leads to another on the same thread does not wait again
     * @return what the purchase returned
     */
    <T> T inTurn(StreamId id, Supplier<T> purchase) {
        return inside.get() ? purchase.get() : waitAndDo(id, purchase);
    }

    private <T> T waitAndDo(StreamId id, Supplier<T> purchase) {
        Line line = join(id);
        try {
            line.turns.acquireUninterruptibly();
            inside.set(true);
            try {
                return purchase.get();
            } finally {
                inside.remove();
                line.turns.release();
            }
        } finally {
            leave(id);
        }
    }

    private Line join(StreamId id) {
        return lines.compute(id, (key, known) -> {
            Line line = known == null ? new Line() : known;
            line.people++;
            return line;
        });
    }

    private void leave(StreamId id) {
        lines.computeIfPresent(id, (key, line) -> --line.people == 0 ? null : line);
    }

    /** {@return how many wait for their turn in a class; empty when nobody wants into it} */
    OptionalInt waiting(StreamId id) {
        Line line = lines.get(id);
        return line == null ? OptionalInt.empty() : OptionalInt.of(line.turns.getQueueLength());
    }
}
