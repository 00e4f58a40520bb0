package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.cloudflare.stream.Exchange.Answer;
import dev.stagedoor.cloudflare.stream.Exchange.Nothing;
import dev.stagedoor.cloudflare.stream.Exchange.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends calls of any kind: waits for their turn, repeats what is safe to repeat, and turns what is no success into the exception that names it. Knows HTTP and
 * the shape of errors, nothing of envelopes around results. Safe for use by many threads.
 */
final class Transport {
    private static final Logger LOG = LoggerFactory.getLogger(CloudflareStream.class);
    private static final String USER_AGENT = "Mozilla/5.0 (compatible; Stagedoor sdk-cloudflare)";

    private final Exchange exchange;
    private final URI base;
    private final HttpRequest.Builder own;
    private final HttpRequest.Builder foreign;
    private final Redaction redaction;
    private final Duration timeout;
    private final int attempts;
    private final Backoff backoff;
    private final Duration patience;
    private final CallLimiter limiter;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Sleeper sleeper;

    Transport(CloudflareStream.Builder from, HttpClient client) {
        exchange = new Exchange(client);
        base = from.baseUrl;
        foreign = HttpRequest.newBuilder().setHeader("User-Agent", USER_AGENT).setHeader("Accept", "application/json");
        own = foreign.copy().setHeader("Authorization", "Bearer " + from.apiToken);
        redaction = new Redaction(from.apiToken);
        timeout = from.timeout;
        attempts = from.attempts;
        backoff = new Backoff(from.firstPause, from.longestPause);
        patience = from.patience;
        limiter = new CallLimiter(from.calls, from.window);
        clock = from.clock;
        random = from.random;
        sleeper = from.sleeper;
    }

    /**
     * @param call what to send
     * @return the answer, whose status is 2xx
     * @throws CloudflareApiException when the answer says no
     * @throws CloudflareIoException when there is no answer
     */
    Answer send(Call call) {
        Duration deadline = call.deadlineOr(timeout);
        HttpRequest request = request(call, deadline);
        boolean unclear = false;
        for (int attempt = 1; ; attempt++) {
            waitForTurn(call, unclear);
            Outcome outcome = exchange.once(request, deadline, call.longestAnswer());
            if (outcome instanceof Answer answer && answer.isSuccess()) {
                if (LOG.isDebugEnabled()) {
                    LOG.debug("{}: {} at attempt {}", call, answer.status(), attempt);
                }
                return answer;
            }
            unclear |= call.changesSomething() && mayHaveHadEffect(outcome);
            CloudflareStreamException fault = fault(call, outcome, unclear);
            if (attempt >= attempts || !mayRepeat(call, outcome)) {
                throw fault;
            }
            Duration pause = pause(attempt, outcome);
            if (pause.compareTo(patience) > 0) {
                throw fault;
            }
            LOG.warn(
                    "{}; attempt {} of {}, the next in {} ms", fault.getMessage(), attempt, attempts, pause.toMillis());
            sleep(call, pause, unclear);
        }
    }

    /** {@return how long one attempt may take unless the call says otherwise} */
    Duration timeout() {
        return timeout;
    }

    /** Lets time pass before something is tried again that is no plain repetition of a call, after so many failures. */
    void pauseAfter(int failures, Call call) {
        sleep(call, backoff.after(failures, random), true);
    }

    InstantSource clock() {
        return clock;
    }

    RandomGenerator random() {
        return random;
    }

    private HttpRequest request(Call call, Duration deadline) {
        boolean withToken = call.isWithToken() && isOwn(call.uri());
        HttpRequest.Builder request = (withToken ? own : foreign)
                .copy()
                .uri(call.uri())
                .method(call.method, call.body())
                .timeout(deadline);
        if ("http".equals(call.uri().getScheme())) {
            // the upgrade to HTTP/2 is of no use on loopback, and servers refuse it for requests with a body
            request.version(HttpClient.Version.HTTP_1_1);
        }
        call.headers.forEach(request::setHeader);
        return request.build();
    }

    /** The token never goes to a host that an answer named. */
    private boolean isOwn(URI uri) {
        return base.getScheme().equalsIgnoreCase(uri.getScheme())
                && base.getRawAuthority().equalsIgnoreCase(uri.getRawAuthority());
    }

    private static boolean mayHaveHadEffect(Outcome outcome) {
        return outcome instanceof Nothing nothing ? nothing.sent() : ((Answer) outcome).status() >= 500;
    }

    private static boolean mayRepeat(Call call, Outcome outcome) {
        if (outcome instanceof Nothing nothing) {
            return nothing.hopeful() && (!nothing.sent() || call.isRepeatable());
        }
        int status = ((Answer) outcome).status();
        return status == 429 || call.isRepeatable() && (status >= 500 || status == 408 || status == 425);
    }

    private Duration pause(int attempt, Outcome outcome) {
        Duration own = backoff.after(attempt, random);
        Duration asked = outcome instanceof Answer answer ? retryAfter(answer).orElse(Duration.ZERO) : Duration.ZERO;
        return asked.compareTo(own) > 0 ? asked : own;
    }

    private CloudflareStreamException fault(Call call, Outcome outcome, boolean unclear) {
        if (outcome instanceof Nothing nothing) {
            return new CloudflareIoException(call.what + ": " + nothing.why(), nothing.hopeful(), unclear, null);
        }
        Answer answer = (Answer) outcome;
        CloudflareApiException refusal = refusal(call, answer, unclear);
        if (refusal instanceof RateLimitedException && call.isLimited()) {
            limiter.close(clock.millis(), refusal.retryAfter());
        }
        return refusal;
    }

    /** {@return the exception for an answer that says no} */
    CloudflareApiException refusal(Call call, Answer answer, boolean unclear) {
        List<ApiError> errors = Json.read(answer.body()).map(this::errors).orElse(List.of());
        return Refusal.of(call.what, answer.status(), errors, requestId(answer), retryAfter(answer), unclear)
                .exception();
    }

    private List<ApiError> errors(JsonNode envelope) {
        return Fields.of(envelope)
                .list(
                        error -> new ApiError(
                                error.count("code").orElse(0),
                                redaction.of(error.text("message").orElse("")),
                                error.text("documentation_url").map(redaction::ofDocumentation),
                                error.object("source")
                                        .flatMap(source -> source.text("pointer"))
                                        .map(redaction::of)),
                        "errors");
    }

    private Optional<Duration> retryAfter(Answer answer) {
        Instant now = clock.instant();
        return answer.headers().firstValue("Retry-After").flatMap(field -> RetryAfter.read(field, now));
    }

    private Optional<String> requestId(Answer answer) {
        return answer.headers()
                .firstValue("cf-ray")
                .or(() -> answer.headers().firstValue("x-request-id"))
                .map(redaction::of);
    }

    private void waitForTurn(Call call, boolean unclear) {
        if (!call.isLimited()) {
            return;
        }
        Duration wait = limiter.take(clock.millis(), patience);
        if (wait.compareTo(patience) > 0) {
            throw Refusal.ofOwnLimit(call.what, wait, unclear).exception();
        }
        sleep(call, wait, unclear);
    }

    private void sleep(Call call, Duration time, boolean unclear) {
        if (time.isZero()) {
            return;
        }
        try {
            sleeper.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CloudflareIoException(
                    call.what + ": the calling thread was interrupted while waiting", false, unclear, null);
        }
    }
}
