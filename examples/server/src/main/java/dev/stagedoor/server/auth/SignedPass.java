package dev.stagedoor.server.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A pass for one room, signed with the secret that opens the room and bound to a holder: changing the secret ends every
 * pass. Without a secret nobody ever gets one.
 */
final class SignedPass {

    private final String room;
    private final Optional<String> secret;
    private final Duration life;
    private final InstantSource clock;

    SignedPass(String room, Optional<String> secret, Duration life, InstantSource clock) {
        this.room = room;
        this.secret = secret;
        this.life = life;
        this.clock = clock;
    }

    boolean isSecret(String shown) {
        return secret.map(known -> Secrets.same(known, shown)).orElse(false);
    }

    Optional<String> issue(String holder, String shown) {
        if (!isSecret(shown)) {
            return Optional.empty();
        }
        long until = clock.instant().plus(life).getEpochSecond();
        return Optional.of(until + "." + signature(holder, until));
    }

    boolean admits(String holder, String pass) {
        int dot = pass.indexOf('.');
        if (dot < 1 || dot > 12 || !pass.substring(0, dot).chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long until = Long.parseLong(pass.substring(0, dot));
        return secret.isPresent()
                && clock.instant().isBefore(Instant.ofEpochSecond(until))
                && Secrets.same(signature(holder, until), pass.substring(dot + 1));
    }

    private String signature(String holder, long until) {
        return Secrets.mac(secret.orElseThrow(), room + "|" + holder + "|" + until);
    }
}
