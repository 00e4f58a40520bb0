package dev.stagedoor.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until a test moves it. Safe for use by many threads. */
public final class SettableClock implements InstantSource {
    private volatile Instant now;

    /**
     * @param start what it shows first
     */
    public SettableClock(Instant start) {
        now = start;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * @param step how far to go, backwards when negative
     * @return what it shows now
     */
    public synchronized Instant advance(Duration step) {
        now = now.plus(step);
        return now;
    }

    /**
     * @param instant what to show from now on
     */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
