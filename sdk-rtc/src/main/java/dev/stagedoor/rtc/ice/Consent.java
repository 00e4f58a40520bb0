package dev.stagedoor.rtc.ice;

import java.time.Duration;
import java.util.Random;

/**
 * Consent to send (RFC 7675). Any authentic sign of life refreshes it, media too, because some publishers answer no STUN
 * once they send.
 */
final class Consent {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private final long timeoutNanos;
    private final Random random;
    private boolean running;
    private boolean expired;
    private long lastLife;
    private long nextCheck = Long.MAX_VALUE;

    Consent(Duration timeout, Random random) {
        this.timeoutNanos = timeout.toNanos();
        this.random = random;
    }

    /** @return true if consent had lapsed and is back */
    boolean begin(long nowNanos) {
        running = true;
        checked(nowNanos);
        return life(nowNanos);
    }

    /** Randomised to 0.8 to 1.2 intervals (section 5.1). */
    void checked(long nowNanos) {
        nextCheck = nowNanos + (long) (INTERVAL_NANOS * (0.8 + 0.4 * random.nextDouble()));
    }

    /** @return true if consent had lapsed and is back */
    boolean life(long nowNanos) {
        lastLife = nowNanos;
        boolean restored = expired;
        expired = false;
        return restored;
    }

    /** @return true if consent lapses now */
    boolean lapses(long nowNanos) {
        if (!running || expired || nowNanos < expiresAt()) {
            return false;
        }
        expired = true;
        return true;
    }

    boolean isFresh() {
        return running && !expired;
    }

    long expiresAt() {
        return running && !expired ? lastLife + timeoutNanos : Long.MAX_VALUE;
    }

    long nextCheck() {
        return running ? nextCheck : Long.MAX_VALUE;
    }
}
