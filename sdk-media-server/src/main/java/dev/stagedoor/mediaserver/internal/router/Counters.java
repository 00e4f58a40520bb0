package dev.stagedoor.mediaserver.internal.router;

/** Counters of one media thread; written and read by it alone. */
public final class Counters {
    long packetsReceived;
    long bytesReceived;
    long packetsSent;
    long bytesSent;
    long forwarded;
    long retransmissions;
    long keyFrameRequests;
    long joins;
    long lastLoopNanos;
    private final long[] drops = new long[Drop.values().length];

    /** Counts a dropped packet. */
    public void drop(Drop reason) {
        drops[reason.ordinal()]++;
    }

    long dropped(Drop reason) {
        return drops[reason.ordinal()];
    }

    /** Counts a datagram that was read. */
    public void received(int bytes) {
        packetsReceived++;
        bytesReceived += bytes;
    }

    /** Counts a datagram that was written. */
    public void sent(int bytes) {
        packetsSent++;
        bytesSent += bytes;
    }

    /** Notes how long a round of the loop took. */
    public void loop(long nanos) {
        lastLoopNanos = nanos;
    }
}
