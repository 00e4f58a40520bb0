package dev.stagedoor.server.payment;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.enrollment.Round;

/** Everything about payments that goes on by itself: finding out, calling off, paying back, paying out. */
public final class PaymentSweeps {

    private final StreamingPlatform platform;

    /** Over this platform. */
    public PaymentSweeps(StreamingPlatform platform) {
        this.platform = platform;
    }

    /** One round of each; safe at any time, twice, and on several nodes at once. */
    public Round runOnce() {
        Round settled = platform.settlements().runOnce();
        return settled.plus(platform.reconciler().runOnce());
    }
}
