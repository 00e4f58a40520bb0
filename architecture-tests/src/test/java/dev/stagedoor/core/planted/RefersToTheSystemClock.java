package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class RefersToTheSystemClock {
    java.util.function.Supplier<Object> clock = java.time.Instant::now;
}
