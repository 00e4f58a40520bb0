package dev.stagedoor.server.auth;

import dev.stagedoor.core.accounts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The instructor area's second lock. Whoever shows the instructor access token gets a pass, signed with that token and bound
 * to the person: changing the token ends every pass.
 */
public final class StudioPass {

    /** How long a pass is good. */
    public static final Duration LIFE = Duration.ofDays(14);

    private final Optional<String> accessToken;
    private final InstantSource clock;

    /** Without an access token the area stays closed to everybody. */
    public StudioPass(Optional<String> accessToken, InstantSource clock) {
        this.accessToken = accessToken;
        this.clock = clock;
    }

    /** Whether this is the instructor access token. */
    public boolean isAccessToken(String shown) {
        return accessToken.map(token -> Secrets.same(token, shown)).orElse(false);
    }

    /** A pass for the person, or empty when the token shown is wrong. */
    public Optional<String> issue(UserId user, String shown) {
        if (!isAccessToken(shown)) {
            return Optional.empty();
        }
        long until = clock.instant().plus(LIFE).getEpochSecond();
        return Optional.of(until + "." + signature(user, until));
    }

    /** Whether the pass is this person's and still good. */
    public boolean admits(UserId user, String pass) {
        int dot = pass.indexOf('.');
        if (dot < 1 || dot > 12 || !pass.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long until = Long.parseLong(pass.substring(0, dot));
        return accessToken.isPresent()
                && clock.instant().isBefore(Instant.ofEpochSecond(until))
                && Secrets.same(signature(user, until), pass.substring(dot + 1));
    }

    private String signature(UserId user, long until) {
        return Secrets.mac(accessToken.orElseThrow(), "studio|" + user + "|" + until);
    }
}
