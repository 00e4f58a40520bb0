package dev.stagedoor.server.http;

import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.server.auth.OperatorPass;
import io.javalin.http.Context;
import java.util.Optional;

/** Lets a browser in to the operator's pages, whoever is signed in on it. */
public final class OperatorDoor {

    private final OperatorPass passes;
    private final Cookies cookies;
    private final RateLimits limits;
    private final ClientAddress addresses;

    OperatorDoor(OperatorPass passes, Cookies cookies, RateLimits limits, ClientAddress addresses) {
        this.passes = passes;
        this.cookies = cookies;
        this.limits = limits;
        this.addresses = addresses;
    }

    /** Whether a secret is set that could open it. */
    public boolean available() {
        return passes.available();
    }

    /** Whether this browser has a good pass. */
    public boolean isOpen(Context ctx) {
        return cookies.read(ctx, Cookies.OPERATOR).map(passes::admits).orElse(false);
    }

    /** Who decides with this browser's pass, for the record. */
    public Decider decider(Context ctx, String name) {
        String pass =
                cookies.read(ctx, Cookies.OPERATOR).map(OperatorPass::label).orElse("");
        return new Decider(name, "operator page, pass " + pass, addresses.of(ctx));
    }

    /**
     * Opens the operator's pages on this device.
     *
     * @return false, and nothing changes, if the secret is wrong
     * @throws Problem 429 after too many wrong ones from one address
     */
    public boolean open(Context ctx, String secret) {
        String address = addresses.of(ctx);
        limits.check(RateLimits.Action.OPERATOR, address);
        Optional<String> pass = passes.issue(secret);
        pass.ifPresentOrElse(
                good -> cookies.write(ctx, Cookies.OPERATOR, good, OperatorPass.LIFE),
                () -> limits.spend(RateLimits.Action.OPERATOR, address));
        return pass.isPresent();
    }

    /** Closes the operator's pages on this device. */
    public void close(Context ctx) {
        cookies.remove(ctx, Cookies.OPERATOR);
    }
}
