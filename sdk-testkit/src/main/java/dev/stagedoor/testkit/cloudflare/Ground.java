package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What every part of an account stands on.
 *
 * @param store guarded by {@link CloudflareAccount}
 * @param clock handed in
 * @param random handed in
 * @param urls of this run
 * @param encoding how long a video takes from its last byte to ready
 */
record Ground(Store store, InstantSource clock, RandomGenerator random, Urls urls, Duration encoding) {
    Instant now() {
        return clock.instant();
    }

    String uid() {
        return Values.uid(random);
    }

    String timestamp() {
        return Values.time(now());
    }

    /** The document, or the service's 404. */
    ObjectNode require(Shelf shelf, String uid) {
        return store.find(shelf, uid).orElseThrow(() -> Refusal.notFound(shelf.key()));
    }
}
