package dev.stagedoor.mediaserver.internal.forward;

/**
 * Asks a publisher for a key frame: at once when somebody needs one, never more often than it can bear, again until one comes,
 * and ever more seldom when it does not listen.
 */
public final class KeyFrameRequests {
    private static final long SHORTEST_NANOS = 400_000_000;
    private static final long LONGEST_NANOS = 3_200_000_000L;
    private static final int DEAF_AFTER = 3;

    private boolean wanted;
    private long lastNanos = Long.MIN_VALUE / 2;
    private long intervalNanos = SHORTEST_NANOS;
    private int unanswered;

    /** Somebody needs a key frame. */
    public void want() {
        wanted = true;
    }

    /** A key frame began. */
    public void answered() {
        wanted = false;
        unanswered = 0;
        intervalNanos = SHORTEST_NANOS;
    }

    /** Another publisher took over. */
    public void reset() {
        answered();
        lastNanos = Long.MIN_VALUE / 2;
    }

    /** Whether a request is to be sent now; counts it as sent. */
    public boolean due(long nowNanos) {
        if (!wanted || nowNanos - lastNanos < intervalNanos) {
            return false;
        }
        if (unanswered > 0) {
            intervalNanos = Math.min(LONGEST_NANOS, 2 * intervalNanos);
        }
        unanswered++;
        lastNanos = nowNanos;
        return true;
    }

    /** Whether requests seem to be ignored, as OBS and FFmpeg do. */
    public boolean deaf() {
        return unanswered >= DEAF_AFTER;
    }
}
