package dev.stagedoor.cloudflare.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A clock that moves only when somebody sleeps. */
final class FakeTime implements InstantSource, Sleeper {
    final List<Duration> sleeps = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");

    @Override
    public synchronized Instant instant() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration time) {
        sleeps.add(time);
        now = now.plus(time);
    }

    synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
