package dev.stagedoor.server.payment;

import dev.stagedoor.server.auth.Secrets;
import dev.stagedoor.server.http.Bearer;
import dev.stagedoor.server.http.Problem;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets in who shows {@code CRON_SECRET}; nobody where it is not set. */
public final class OperatorKey {

    private final Optional<String> secret;

    /** Compares with this secret. */
    public OperatorKey(Optional<String> secret) {
        this.secret = secret;
    }

    /**
     * Lets the caller in.
     *
     * @throws Problem 401 for anybody else
     */
    public void require(Context ctx) {
        boolean shown = Bearer.of(ctx)
                .flatMap(given -> secret.filter(known -> Secrets.same(known, given)))
                .isPresent();
        if (!shown) {
            throw Problem.unauthenticated(
                    "Send CRON_SECRET as a bearer token; where it is not set, this stays closed.");
        }
    }
}
