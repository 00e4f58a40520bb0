package dev.stagedoor.server.payment;

import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.server.auth.Secrets;
import dev.stagedoor.server.http.Bearer;
import dev.stagedoor.server.http.ClientAddress;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.RateLimits;
import dev.stagedoor.server.http.RateLimits.Action;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets in who shows {@code CRON_SECRET}; nobody where it is not set. Wrong ones of an address count together with those typed at the operator's door. */
public final class OperatorKey {

    private final Optional<String> secret;
    private final RateLimits limits;
    private final ClientAddress addresses;

    /** Compares with this secret. */
    public OperatorKey(Optional<String> secret, RateLimits limits, ClientAddress addresses) {
        this.secret = secret;
        this.limits = limits;
        this.addresses = addresses;
    }

    /**
     * Goes on with the right key only.
     *
     * @throws Problem 401 without it, 429 after too many wrong ones from one address
     */
    public void require(Context ctx) {
        Optional<String> shown = Bearer.of(ctx);
        boolean right = secret.isPresent() && shown.isPresent() && isRight(ctx, secret.get(), shown.get());
        if (!right) {
            throw Problem.unauthenticated(
                    "Send CRON_SECRET as a bearer token; where it is not set, this stays closed.");
        }
    }

    private boolean isRight(Context ctx, String known, String shown) {
        return limits.guess(Action.OPERATOR, addresses.of(ctx), () -> Secrets.same(known, shown));
    }

    /** Who decides with the key, for the record. */
    Decider decider(Context ctx, String name) {
        return new Decider(name, "API, CRON_SECRET", addresses.of(ctx));
    }
}
