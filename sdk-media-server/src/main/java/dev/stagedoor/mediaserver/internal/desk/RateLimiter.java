package dev.stagedoor.mediaserver.internal.desk;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Token buckets by key, in bounded memory. Safe for use by many threads. */
final class RateLimiter {
    private static final int MOST_KEYS = 20_000;

    private final Map<Object, Bucket> buckets = new ConcurrentHashMap<>();
    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;

    private record Bucket(double tokens, long atNanos, boolean allowed) {}

    RateLimiter(double perSecond, int burst, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** Whether one more is allowed now; counts it when it is. */
    boolean allows(Object key) {
        long now = nanos.getAsLong();
        if (buckets.size() >= MOST_KEYS) {
            buckets.values().removeIf(bucket -> tokens(bucket, now) >= burst);
        }
        if (buckets.size() >= MOST_KEYS && !buckets.containsKey(key)) {
            return false;
        }
        Bucket after = buckets.compute(
                key, (same, bucket) -> take(bucket == null ? new Bucket(burst, now, true) : bucket, now));
        return after.allowed();
    }

    private Bucket take(Bucket bucket, long now) {
        double tokens = tokens(bucket, now);
        return tokens >= 1 ? new Bucket(tokens - 1, now, true) : new Bucket(tokens, now, false);
    }

    private double tokens(Bucket bucket, long now) {
        return Math.min(burst, bucket.tokens() + (now - bucket.atNanos()) * 1e-9 * perSecond);
    }

    /** Seconds until one more is allowed after a refusal, at least 1. */
    int retryAfterSeconds() {
        return (int) Math.max(1, Math.ceil(1 / perSecond));
    }
}
