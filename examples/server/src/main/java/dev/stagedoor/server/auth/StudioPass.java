package dev.stagedoor.server.auth;

import dev.stagedoor.core.accounts.UserId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The instructor area's second lock. Whoever shows the instructor access token gets a pass, signed with that token and bound
 * to the person: changing the token ends every pass.
 */
public final class StudioPass {

    /** How long a pass is good. */
    public static final Duration LIFE = Duration.ofDays(14);

    private final SignedPass passes;

    /** Without an access token the area stays closed to everybody. */
    public StudioPass(Optional<String> accessToken, InstantSource clock) {
        this.passes = new SignedPass("studio", accessToken, LIFE, clock);
    }

    /** Whether this is the instructor access token. */
    public boolean isAccessToken(String shown) {
        return passes.isSecret(shown);
    }

    /** A pass for the person, or empty when the token shown is wrong. */
    public Optional<String> issue(UserId user, String shown) {
        return passes.issue(user.toString(), shown);
    }

    /** Whether the pass is this person's and still good. */
    public boolean admits(UserId user, String pass) {
        return passes.admits(user.toString(), pass);
    }
}
