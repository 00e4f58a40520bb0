package dev.stagedoor.rtc.netem;

import java.security.SecureRandom;
import java.util.Random;

/** Repeatable bytes where a {@link SecureRandom} is asked for. For tests only. */
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final transient Random random;

    public SeededRandom(long seed) {
        this.random = new Random(seed);
    }

    @Override
    public synchronized void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
