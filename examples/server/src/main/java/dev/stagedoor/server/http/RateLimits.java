package dev.stagedoor.server.http;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How often one address or one account may do the expensive and the guessable things. */
public final class RateLimits {

    /** What is limited. */
    public enum Action {
        /** Sign-in attempts of an address. */
        LOGIN,
        /** Wrong passwords of an account from one address. */
        WRONG_PASSWORD,
        /** Wrong passwords of an account from anywhere. */
        WRONG_PASSWORD_ANYWHERE,
        /** Wrong instructor access tokens of a person. */
        STUDIO,
        /** Wrong operator secrets from an address. */
        OPERATOR,
        /** New accounts of an address. */
        SIGN_UP,
        /** Purchases of a person. */
        ENROLL,
        /** Everything else that writes, of a person. */
        WRITE,
        /** Broadcasts started from an address. */
        WHIP,
        /** Viewer sessions started from an address. */
        WHEP
    }

    /**
     * How much of one action.
     *
     * @param burst at once
     * @param per time in which a used-up burst comes back
     */
    private record Limit(int burst, Duration per) {}

    private static final int MOST_KEYS = 10_000;
    private static final int DEMO_FACTOR = 20;

    private final Map<Action, Limit> limits;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * The usual limits.
     *
     * @param demo whether everything comes from this machine, so that one address stands for many people
     */
    public RateLimits(boolean demo) {
        int crowd = demo ? DEMO_FACTOR : 1;
        limits = new EnumMap<>(Map.of(
                Action.STUDIO, new Limit(10, Duration.ofMinutes(10)),
                Action.OPERATOR, new Limit(10, Duration.ofMinutes(10)),
                Action.LOGIN, new Limit(60 * crowd, Duration.ofMinutes(1)),
                Action.WRONG_PASSWORD, new Limit(10, Duration.ofMinutes(10)),
                Action.WRONG_PASSWORD_ANYWHERE, new Limit(100, Duration.ofMinutes(10)),
                Action.SIGN_UP, new Limit(20 * crowd, Duration.ofMinutes(10)),
                Action.ENROLL, new Limit(30, Duration.ofMinutes(1)),
                Action.WRITE, new Limit(240, Duration.ofMinutes(1)),
                Action.WHIP, new Limit(60 * crowd, Duration.ofMinutes(1)),
                Action.WHEP, new Limit(300 * crowd, Duration.ofMinutes(1))));
    }

    /**
     * Counts one.
     *
     * @param who address or account
     * @throws Problem 429 {@code rate_limited} with {@code Retry-After} if it was one too many
     */
    public void count(Action action, String who) {
        ConsumptionProbe probe = bucket(action, who).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw tooMany(probe.getNanosToWaitForRefill());
        }
    }

    /**
     * Looks without counting.
     *
     * @throws Problem 429 {@code rate_limited} if the next one would be too many
     */
    public void check(Action action, String who) {
        var estimate = bucket(action, who).estimateAbilityToConsume(1);
        if (!estimate.canBeConsumed()) {
            throw tooMany(estimate.getNanosToWaitForRefill());
        }
    }

    /**
     * Lets somebody guess a secret; only wrong guesses count.
     *
     * @return whether the guess was right
     * @throws Problem 429 {@code rate_limited}, with nothing tried, after too many wrong ones
     */
    public boolean guess(Action action, String who, BooleanSupplier attempt) {
        check(action, who);
        boolean right = attempt.getAsBoolean();
        if (!right) {
            spend(action, who);
        }
        return right;
    }

    /** Counts one without ever complaining. */
    void spend(Action action, String who) {
        bucket(action, who).tryConsume(1);
    }

    private Bucket bucket(Action action, String who) {
        Limit limit = java.util.Objects.requireNonNull(limits.get(action));
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    action + "|" + who,
                    key -> Bucket.builder()
                            .addLimit(Bandwidth.builder()
                                    .capacity(limit.burst())
                                    .refillGreedy(limit.burst(), limit.per())
                                    .build())
                            .build());
        }
    }

    private static Problem tooMany(long nanos) {
        long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(nanos) + 1);
        return Problem.of(
                        429,
                        "rate_limited",
                        "Too many attempts",
                        "Wait " + seconds + (seconds == 1 ? " second" : " seconds")
                                + " and try again. Nothing was changed.")
                .header("Retry-After", Long.toString(seconds));
    }
}
