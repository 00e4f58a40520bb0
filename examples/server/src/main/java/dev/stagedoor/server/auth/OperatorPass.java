package dev.stagedoor.server.auth;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Lets a browser see the operator's pages. Whoever shows the operator secret gets one; changing the secret ends them all. */
public final class OperatorPass {

    /** How long a pass is good. */
    public static final Duration LIFE = Duration.ofHours(12);

    private static final int LABEL = 8;
    private static final String ANYBODY = "";

    private final boolean available;
    private final SignedPass passes;

    /** Without a secret the pages stay closed to everybody. */
    public OperatorPass(Optional<String> secret, InstantSource clock) {
        this.available = secret.isPresent();
        this.passes = new SignedPass("operator", secret, LIFE, clock);
    }

    /** Whether there is a secret that opens the pages at all. */
    public boolean available() {
        return available;
    }

    /** A pass, or empty when the secret shown is wrong. */
    public Optional<String> issue(String shown) {
        return passes.issue(ANYBODY, shown);
    }

    /** Which pass it was, for the record: tells two apart and opens nothing. */
    public static String label(String pass) {
        return Secrets.digest(pass).substring(0, LABEL);
    }

    /** Whether the pass is still good. */
    public boolean admits(String pass) {
        return passes.admits(ANYBODY, pass);
    }
}
