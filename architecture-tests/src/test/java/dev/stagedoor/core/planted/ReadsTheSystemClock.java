package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class ReadsTheSystemClock {
    Object now = java.time.Instant.now();
}
