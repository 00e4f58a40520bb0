package dev.stagedoor.rtc.rtp;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds gaps in one stream of packets and says when to ask for the missing ones (RFC 4585 section 6.2.1). Bounded: at most
 * 256 packets are waited for; a jump of more than 1000 is taken for a new start. Times are on the caller's monotonic
 * clock. Not thread-safe.
 */
public final class NackGenerator {
    private static final int MAX_MISSING = 256;
    private static final int MAX_JUMP = 1000;

    private final long firstDelay;
    private final int maxRequests;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long retryInterval;

    /**
     * @param firstDelayNanos how long a packet may be late before it is asked for; 0 or greater
     * @param retryIntervalNanos pause between two requests for one packet
     * @param maxRequests requests for one packet, 1 or greater; then it is given up
     */
    public NackGenerator(long firstDelayNanos, long retryIntervalNanos, int maxRequests) {
        if (firstDelayNanos < 0 || retryIntervalNanos <= 0 || maxRequests < 1) {
            throw new IllegalArgumentException("delays must not be negative and maxRequests at least 1");
        }
        this.firstDelay = firstDelayNanos;
        this.retryInterval = retryIntervalNanos;
        this.maxRequests = maxRequests;
    }

    /** Adapts the pause between requests, usually to the round-trip time; takes effect with the next request. */
    public void retryInterval(long nanos) {
        retryInterval = Math.max(1, nanos);
    }

    /** Notes a packet, original or repaired. */
    public void received(int sequenceNumber, long nowNanos) {
        long before = unwrapper.highest();
        long full = unwrapper.unwrap(sequenceNumber);
        if (before < 0) {
            return;
        }
        if (full - before > MAX_JUMP) {
            missing.clear();
            return;
        }
        missing.remove(full);
        for (long lost = before + 1; lost < full; lost++) {
            missing.put(lost, new Missing(nowNanos + firstDelay));
        }
        while (missing.size() > MAX_MISSING) {
            missing.pollFirstEntry();
        }
    }

    /** The sequence numbers to ask for now, in order; often empty. */
    public List<Integer> poll(long nowNanos) {
        if (missing.isEmpty()) {
            return List.of();
        }
        List<Integer> due = new ArrayList<>();
        Iterator<Map.Entry<Long, Missing>> entries = missing.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, Missing> entry = entries.next();
            Missing packet = entry.getValue();
            if (packet.dueAt - nowNanos > 0) {
                continue;
            }
            if (packet.requests == maxRequests) {
                entries.remove();
                continue;
            }
            packet.requests++;
            packet.dueAt = nowNanos + retryInterval;
            due.add((int) (entry.getKey() & 0xffff));
        }
        return due;
    }

    /** When {@link #poll} has something to do next; {@link Long#MAX_VALUE} when never. */
    public long nextDeadline() {
        long next = Long.MAX_VALUE;
        for (Missing packet : missing.values()) {
            next = Math.min(next, packet.dueAt);
        }
        return next;
    }

    /** Packets that are waited for. */
    public int pending() {
        return missing.size();
    }

    private static final class Missing {
        private long dueAt;
        private int requests;

        private Missing(long dueAt) {
            this.dueAt = dueAt;
        }
    }
}
