package dev.stagedoor.cloudflare.stream;

import java.time.Duration;

/** Lets time pass before a call is repeated or has its turn. Used by many threads at once. */
@FunctionalInterface
public interface Sleeper {
    /**
     * @param time how long, more than 0
     * @throws InterruptedException when the thread is interrupted; the call ends with {@link CloudflareIoException}
     */
    void sleep(Duration time) throws InterruptedException;
}
