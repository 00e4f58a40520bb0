package dev.stagedoor.mediaserver.internal.forward;

/** One line of RTP timestamps over changing sources: a new source goes on where the last one would be by now. */
final class TimeLine {
    private final int clockRate;
    private int lastOut;
    private long lastArrivalNanos;
    private int shift;
    private boolean started;
    private boolean sourceKnown;

    /** @param first the first timestamp that is given out */
    TimeLine(int clockRate, int first) {
        this.clockRate = clockRate;
        this.lastOut = first;
    }

    void newSource() {
        sourceKnown = false;
    }

    /** The timestamp for a packet that arrived at {@code nowNanos}. */
    int map(int timestamp, long nowNanos) {
        if (!sourceKnown) {
            shift = lastOut + sinceLastPacket(nowNanos) - timestamp;
            sourceKnown = true;
        }
        int out = timestamp + shift;
        if (!started || out - lastOut >= 0) {
            lastOut = out;
            lastArrivalNanos = nowNanos;
        }
        started = true;
        return out;
    }

    /** The timestamp of the current source, moved to this line; call only after {@link #map}. */
    int shifted(int timestamp) {
        return timestamp + shift;
    }

    /** Whether the current source has sent a packet. */
    boolean sourceKnown() {
        return sourceKnown;
    }

    /** The newest timestamp given out. */
    int newest() {
        return lastOut;
    }

    int clockRate() {
        return clockRate;
    }

    private int sinceLastPacket(long nowNanos) {
        if (!started) {
            return 0;
        }
        long elapsed = Math.max(1_000_000, nowNanos - lastArrivalNanos);
        return (int) (elapsed / 1_000_000 * clockRate / 1000);
    }
}
