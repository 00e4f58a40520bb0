package dev.stagedoor.testkit.cloudflare;

import dev.stagedoor.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;

/** A local Cloudflare under a clock that stands still. */
abstract class LocalCloudflareTest {
    static final Instant START = Instant.parse("2026-11-26T09:00:00Z");
    static final Duration ENCODING = Duration.ofSeconds(8);

    final SettableClock clock = new SettableClock(START);
    LocalCloudflare local = start(LocalCloudflare.builder());
    Api api = new Api(local);

    LocalCloudflare start(LocalCloudflare.Builder builder) {
        return builder.clock(clock)
                .random(new SplittableRandom(7))
                .encodingTime(ENCODING)
                .start();
    }

    /** Another one in its place. */
    void restart(LocalCloudflare.Builder builder) {
        local.close();
        local = start(builder);
        api = new Api(local);
    }

    @AfterEach
    void close() {
        local.close();
    }
}
