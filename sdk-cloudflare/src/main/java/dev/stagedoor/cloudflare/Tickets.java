package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.TokenClaims;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Rounds the ends of tokens, so that an audience that comes at once shares one signature, and keeps them within Cloudflare's limit. */
final class Tickets {
    private static final long ROUND_SECONDS = 10;
    /** What is left of a token after rounding is never less, unless the right itself ends sooner. */
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    /** A little less than the most that is allowed: clocks differ. */
    private static final Duration LONGEST = ViewerTokens.LONGEST_LIFE.minusMinutes(5);

    private final Supplier<ViewerTokens> tokens;
    private final InstantSource clock;

    Tickets(Supplier<ViewerTokens> tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** {@return when a token for a right that ends then should end: not later, and on a whole ten seconds where that is not much sooner} */
    Instant end(Instant right) {
        Instant now = clock.instant();
        Instant latest = now.plus(LONGEST);
        Instant end = right.isBefore(latest) ? right : latest;
        Instant rounded = Instant.ofEpochSecond(end.getEpochSecond() / ROUND_SECONDS * ROUND_SECONDS);
        return rounded.isBefore(now.plus(SHORTEST)) ? Instant.ofEpochSecond(end.getEpochSecond()) : rounded;
    }

    String sign(TokenClaims claims) {
        return tokens.get().sign(claims);
    }
}
