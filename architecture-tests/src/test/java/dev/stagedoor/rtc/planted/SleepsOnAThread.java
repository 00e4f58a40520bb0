package dev.stagedoor.rtc.planted;

/** Planted: the build must report it. */
public final class SleepsOnAThread {
    void sleep() throws InterruptedException {
        Thread.sleep(1);
    }
}
