package dev.stagedoor.rtc.rtp;

import java.util.Map;
import java.util.TreeMap;

/**
 * Puts packets of one stream back in order: a packet is released when its predecessor was, or when the gap before it has
 * been waited for long enough. Bounded; times are on the caller's monotonic clock. Not thread-safe.
 *
 * @param <T> what is held, usually a copy of the packet
 */
public final class ReorderBuffer<T> {
    /** Takes released items. */
    @FunctionalInterface
    public interface Sink<T> {
        /**
         * @param item in order
         * @param afterGap whether packets before it are lost for good
         */
        void accept(T item, boolean afterGap);
    }

    private static final int MAX_JUMP = 3000;

    private final long maxWait;
    private final int capacity;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final TreeMap<Long, Held<T>> held = new TreeMap<>();
    private long next = -1;
    private boolean gap;

    /**
     * @param maxWaitNanos how long a gap is waited for; 0 or greater
     * @param capacity items held at most, 1 or greater; when more come the gap is given up
     */
    public ReorderBuffer(long maxWaitNanos, int capacity) {
        if (maxWaitNanos < 0 || capacity < 1) {
            throw new IllegalArgumentException("maxWaitNanos must not be negative and capacity at least 1");
        }
        this.maxWait = maxWaitNanos;
        this.capacity = capacity;
    }

    /** Adds an item; false when it is a duplicate or too late. */
    public boolean offer(int sequenceNumber, T item, long nowNanos) {
        long full = unwrapper.unwrap(sequenceNumber);
        if (next >= 0 && full < next) {
            return false;
        }
        if (next >= 0 && full - next > MAX_JUMP) {
            held.clear();
            next = full;
            gap = true;
        }
        if (next < 0) {
            next = full;
        }
        return held.putIfAbsent(full, new Held<>(item, nowNanos)) == null;
    }

    /** Releases what is due, in order. */
    public void drain(long nowNanos, Sink<T> sink) {
        while (!held.isEmpty()) {
            Map.Entry<Long, Held<T>> first = held.firstEntry();
            if (first.getKey() != next) {
                boolean giveUp = held.size() > capacity || nowNanos - first.getValue().arrival >= maxWait;
                if (!giveUp) {
                    return;
                }
                next = first.getKey();
                gap = true;
            }
            held.pollFirstEntry();
            next++;
            boolean afterGap = gap;
            gap = false;
            sink.accept(first.getValue().item, afterGap);
        }
    }

    /** When a gap is given up; {@link Long#MAX_VALUE} when nothing is held. */
    public long nextDeadline() {
        return held.isEmpty() ? Long.MAX_VALUE : held.firstEntry().getValue().arrival + maxWait;
    }

    /** Items held. */
    public int size() {
        return held.size();
    }

    private static final class Held<T> {
        private final T item;
        private final long arrival;

        private Held(T item, long arrival) {
            this.item = item;
            this.arrival = arrival;
        }
    }
}
