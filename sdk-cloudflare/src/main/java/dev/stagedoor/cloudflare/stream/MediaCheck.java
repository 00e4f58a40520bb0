package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.cloudflare.stream.CheckLog.Finding;
import dev.stagedoor.cloudflare.stream.CheckReport.Outcome;
import dev.stagedoor.cloudflare.stream.MediaProbe.Echo;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The part of an {@link AccountCheck} that looks at the media host. Used by one thread. */
final class MediaCheck {
    private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);
    private static final int NOT_YET_STARTED = 409;
    private static final int UNAUTHENTICATED = 401;
    private static final int NOTHING_TO_PLAY = 204;

    private final CheckLog log;
    private final MediaProbe probe;
    private final InstantSource clock;

    MediaCheck(CloudflareStream client, CheckLog log, InstantSource clock) {
        this.log = log;
        this.probe = new MediaProbe(client.api(), new SecureRandom());
        this.clock = clock;
    }

    /** Before anybody publishes, to an input that requires signed URLs. */
    void viewing(MediaUrls urls, ViewerTokens tokens, String uid) {
        String token = tokens.sign(TokenClaims.of(uid, clock.instant().plus(TOKEN_LIFE)));
        String forged = MediaProbe.forged(token);
        log.step("WHEP without a token", () -> expect(UNAUTHENTICATED, whep(urls, uid)));
        log.step("WHEP with a forged token", () -> expect(UNAUTHENTICATED, whep(urls, forged)));
        log.step("WHEP before the start", () -> expect(NOT_YET_STARTED, whep(urls, token)));
        log.step("HLS without a token", () -> expect(UNAUTHENTICATED, probe.get(urls.hls(uid), "HLS")));
        log.step("HLS with a token", () -> expect(NOTHING_TO_PLAY, probe.get(urls.hls(token), "HLS")));
        log.step(
                "lifecycle without a token",
                () -> expect(UNAUTHENTICATED, probe.get(urls.lifecycle(uid), "lifecycle")));
        log.step("lifecycle with a token", () -> expect(200, probe.get(urls.lifecycle(token), "lifecycle")));
    }

    private Echo whep(MediaUrls urls, String idOrToken) {
        return probe.offer(urls.whep(idOrToken), "WHEP", false);
    }

    private static Finding expect(int status, Echo echo) {
        String words = "answered " + echo.status();
        return Finding.when(echo.status() == status, words, words + " instead of " + status);
    }

    /** Offers, ends, and knocks again once the input is disabled. */
    void signalling(URI whip, Runnable disabling) {
        log.step("cross-origin access to WHIP", () -> preflight(whip));
        log.step("WHIP signalling", () -> session(whip));
        log.step("WHIP to a disabled live input", () -> {
            disabling.run();
            Echo echo = probe.offer(whip, "WHIP to a disabled input", true);
            endIfAny(whip, echo);
            return echo.answer().isEmpty()
                    ? Finding.ok("is refused with " + echo.status())
                    : Finding.failed("is accepted: ending a class does not lock its publisher out");
        });
    }

    private Finding preflight(URI whip) {
        Echo echo = probe.preflight(whip, "WHIP");
        Map<String, String> fields = MediaProbe.crossOriginFields(echo);
        boolean open = fields.entrySet().stream()
                .anyMatch(it -> it.getKey().toLowerCase(Locale.ROOT).equals("access-control-allow-origin"));
        return Finding.when(
                open,
                "OPTIONS answered " + echo.status() + " with " + fields,
                "OPTIONS answered " + echo.status() + " without Access-Control-Allow-Origin: browsers cannot publish");
    }

    private Finding session(URI whip) {
        Echo echo = probe.offer(whip, "WHIP", true);
        if (echo.answer().isEmpty()) {
            return Finding.unknown("an offer without media is refused with " + echo.status());
        }
        Optional<String> link = echo.header("Link");
        log.add(
                "ICE servers in the answer to WHIP",
                Outcome.OK,
                link.map(it -> it.contains("ice-server")).orElse(false) ? "a Link names them" : "no Link names any");
        log.add(
                "cross-origin fields of the answer to WHIP",
                Outcome.OK,
                MediaProbe.crossOriginFields(echo).toString());
        Optional<Echo> end = endIfAny(whip, echo);
        return end.map(it -> Finding.when(
                        it.answer().isPresent(),
                        "POST answered " + echo.status() + ", DELETE " + it.status(),
                        "a session cannot be ended: DELETE answered " + it.status()))
                .orElseGet(() -> Finding.failed("POST answered " + echo.status() + " without a Location"));
    }

    private Optional<Echo> endIfAny(URI whip, Echo begun) {
        return begun.header("Location").map(it -> probe.delete(whip.resolve(it), "WHIP session"));
    }
}
