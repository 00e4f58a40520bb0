package dev.stagedoor.tokens.http;

import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.TokenProviderException;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Repeats what is safe to repeat, and nothing else. */
final class Repetition {
    private static final Logger LOG = LoggerFactory.getLogger(HttpTokenProvider.class);

    private final int attempts;
    private final Backoff backoff;
    private final boolean keyHonoured;
    private final RandomGenerator random;
    private final HttpTokenProvider.Pause pause;

    Repetition(
            int attempts, Backoff backoff, boolean keyHonoured, RandomGenerator random, HttpTokenProvider.Pause pause) {
        this.attempts = attempts;
        this.backoff = backoff;
        this.keyHonoured = keyHonoured;
        this.random = random;
        this.pause = pause;
    }

    RemoteResult movement(String what, Supplier<RemoteResult> once) {
        Optional<RemoteResult> unclear = Optional.empty();
        for (int attempt = 1; ; attempt++) {
            RemoteResult result = once.get();
            if (result instanceof RemoteResult.Ambiguous it) {
                LOG.warn("{}: attempt {} is ambiguous: {}", what, attempt, it.why());
                unclear = unclear.isEmpty() ? Optional.of(result) : unclear;
            } else if (result instanceof RemoteResult.NotApplied it) {
                LOG.warn("{}: attempt {} was not applied ({}): {}", what, attempt, it.fault(), it.why());
            } else {
                return isNo(result) ? unclear.orElse(result) : result;
            }
            if (!mayRepeat(result) || attempt >= attempts || !waited(attempt, asked(result))) {
                return unclear.orElse(result);
            }
        }
    }

    /** Says nothing of an earlier attempt that may still be on its way. */
    private static boolean isNo(RemoteResult result) {
        return result instanceof RemoteResult.Insufficient || result instanceof RemoteResult.Refused;
    }

    private boolean mayRepeat(RemoteResult result) {
        return result instanceof RemoteResult.NotApplied it
                ? it.fault() != RemoteResult.Fault.CONFIGURATION
                : keyHonoured;
    }

    private static Duration asked(RemoteResult result) {
        return result instanceof RemoteResult.NotApplied it ? it.retryAfter().orElse(Duration.ZERO) : Duration.ZERO;
    }

    LookUpResult lookUp(Supplier<LookUpResult> once) {
        for (int attempt = 1; ; attempt++) {
            LookUpResult result = once.get();
            if (!(result instanceof LookUpResult.Unknown) || attempt >= attempts || !waited(attempt, Duration.ZERO)) {
                return result;
            }
        }
    }

    Tokens balance(Supplier<ReplyReader.Balance> once) {
        for (int attempt = 1; ; attempt++) {
            ReplyReader.Balance result = once.get();
            if (result.tokens().isPresent()) {
                return result.tokens().get();
            }
            if (!result.retryable() || attempt >= attempts || !waited(attempt, Duration.ZERO)) {
                throw new TokenProviderException("balance: " + result.why(), result.retryable(), null);
            }
        }
    }

    private boolean waited(int attempt, Duration asked) {
        if (asked.compareTo(backoff.longest()) > 0 || Thread.currentThread().isInterrupted()) {
            return false;
        }
        Duration own = backoff.after(attempt, random);
        try {
            pause.await(asked.compareTo(own) > 0 ? asked : own);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
