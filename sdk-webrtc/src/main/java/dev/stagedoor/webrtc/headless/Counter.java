package dev.stagedoor.webrtc.headless;

import java.util.concurrent.atomic.AtomicLong;

/** Grows on one thread, is read on any; costs no locked instruction. */
final class Counter {
    private final AtomicLong value = new AtomicLong();

    void add(long more) {
        value.setRelease(value.getPlain() + more);
    }

    void increment() {
        add(1);
    }

    long get() {
        return value.getAcquire();
    }
}
