package dev.stagedoor.rtc.rtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Notes when transport-wide numbered packets came and reports it to the sender, whose congestion control lives on it
 * (draft-holmer-rmcat-transport-wide-cc-extensions-01). Bounded. Times are on the caller's monotonic clock. Not
 * thread-safe.
 */
public final class TransportFeedbackGenerator {
    private static final long TICK = 250_000L;
    private static final long REFERENCE = 64_000_000L;
    private static final int MAX_PENDING = 500;
    private static final int MAX_SPAN = 1000;
    private static final int MAX_DELTA = Short.MAX_VALUE;

    private final long senderSsrc;
    private final long interval;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final TreeMap<Long, Long> arrivals = new TreeMap<>();
    private long origin;
    private long next = -1;
    private long dueAt = Long.MAX_VALUE;
    private int count;

    /**
     * @param senderSsrc our own source in reports
     * @param intervalNanos between reports; 50 to 100 ms is usual
     */
    public TransportFeedbackGenerator(long senderSsrc, long intervalNanos) {
        if (intervalNanos <= 0) {
            throw new IllegalArgumentException("intervalNanos must be positive");
        }
        this.senderSsrc = senderSsrc;
        this.interval = intervalNanos;
    }

    /** Notes a packet by its transport-wide number. */
    public void received(int transportSequence, long nowNanos) {
        long full = unwrapper.unwrap(transportSequence);
        if (next < 0) {
            next = full;
            origin = nowNanos;
        }
        if (full < next) {
            return;
        }
        if (full - next > MAX_SPAN) {
            arrivals.clear();
            next = full;
        }
        arrivals.putIfAbsent(full, nowNanos);
        if (dueAt == Long.MAX_VALUE) {
            dueAt = nowNanos + interval;
        }
        if (arrivals.size() >= MAX_PENDING) {
            dueAt = nowNanos;
        }
    }

    /** When {@link #poll} has a report; {@link Long#MAX_VALUE} when nothing was received since the last one. */
    public long nextDeadline() {
        return dueAt;
    }

    /** The report when it is due. {@code mediaSsrc} is any source of the sender. */
    public Optional<RtcpPacket.TransportFeedback> poll(long mediaSsrc, long nowNanos) {
        if (arrivals.isEmpty() || nowNanos - dueAt < 0) {
            return Optional.empty();
        }
        dueAt = Long.MAX_VALUE;
        long reference = (arrivals.firstEntry().getValue() - origin) / REFERENCE;
        List<RtcpPacket.Arrival> statuses = new ArrayList<>();
        long base = next;
        long previous = reference * (REFERENCE / TICK);
        for (long sequence = base; sequence <= arrivals.lastKey(); sequence++) {
            Long arrival = arrivals.get(sequence);
            if (arrival == null) {
                statuses.add(RtcpPacket.Arrival.LOST);
                continue;
            }
            long ticks = (arrival - origin) / TICK;
            int delta = (int) Math.max(-MAX_DELTA, Math.min(MAX_DELTA, ticks - previous));
            statuses.add(new RtcpPacket.Arrival(true, delta));
            previous += delta;
        }
        next = base + statuses.size();
        arrivals.clear();
        return Optional.of(new RtcpPacket.TransportFeedback(
                senderSsrc,
                mediaSsrc,
                (int) (base & 0xffff),
                (int) (reference & 0xffffff) << 8 >> 8,
                count++ & 0xff,
                statuses));
    }
}
