package dev.stagedoor.rtc.planted;

/** Planted: the build must report it. */
public final class ReadsNanoTime {
    long now = System.nanoTime();
}
