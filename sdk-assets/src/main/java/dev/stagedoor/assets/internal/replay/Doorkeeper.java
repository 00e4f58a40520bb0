package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.ReplayRequest;
import dev.stagedoor.assets.ReplayToken;
import dev.stagedoor.assets.ReplayTokens;
import dev.stagedoor.core.recording.RecordingId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the token of a request: from {@code Authorization: Bearer}, from the query's {@code token}, or from the cookie. One that opens is enough, whatever the
 * others say: a browser may send an old cookie beside a new token.
 */
public final class Doorkeeper {
    private static final String BEARER = "bearer ";
    private static final String PARAMETER = "token=";

    private final ReplayTokens tokens;
    private final InstantSource clock;

    /**
     * @param tokens reads tokens
     * @param clock tells whether one is over
     */
    public Doorkeeper(ReplayTokens tokens, InstantSource clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** What the tokens of a request are worth. */
    public sealed interface Verdict {}

    /**
     * One opens.
     *
     * @param token what it says
     * @param queryToken its text when it came in the query
     */
    public record Admitted(ReplayToken token, Optional<String> queryToken) implements Verdict {}

    /**
     * None opens.
     *
     * @param problem why the best of them does not
     */
    public record Refused(Problem problem) implements Verdict {}

    /**
     * @param request a request
     * @param recordingId what it wants
     * @return whether a token of it opens that
     */
    public Verdict judge(ReplayRequest request, RecordingId recordingId) {
        List<Verdict> verdicts = new ArrayList<>();
        bearer(request).ifPresent(text -> verdicts.add(judge(text, recordingId, Optional.empty())));
        query(request).ifPresent(text -> verdicts.add(judge(text, recordingId, Optional.of(text))));
        request.cookie().ifPresent(text -> verdicts.add(judge(text, recordingId, Optional.empty())));
        return verdicts.stream()
                .min(Comparator.comparingInt(Doorkeeper::rank))
                .orElse(new Refused(Problem.UNAUTHENTICATED));
    }

    private Verdict judge(String text, RecordingId recordingId, Optional<String> queryToken) {
        Optional<ReplayToken> read = tokens.read(text);
        if (read.isEmpty()) {
            return new Refused(Problem.UNAUTHENTICATED);
        }
        ReplayToken token = read.orElseThrow();
        if (!token.recordingId().equals(recordingId)) {
            return new Refused(Problem.FORBIDDEN);
        }
        return clock.instant().isBefore(token.expiresAt())
                ? new Admitted(token, queryToken)
                : new Refused(Problem.EXPIRED);
    }

    private static int rank(Verdict verdict) {
        if (verdict instanceof Refused refused) {
            return refused.problem() == Problem.EXPIRED ? 1 : refused.problem() == Problem.FORBIDDEN ? 2 : 3;
        }
        return 0;
    }

    private static Optional<String> bearer(ReplayRequest request) {
        return request.header("Authorization")
                .filter(value -> value.toLowerCase(Locale.ROOT).startsWith(BEARER))
                .map(value -> value.substring(BEARER.length()).trim());
    }

    private static Optional<String> query(ReplayRequest request) {
        for (String part : request.query().orElse("").split("&")) {
            if (part.startsWith(PARAMETER)) {
                return decoded(part.substring(PARAMETER.length()));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
            return Optional.empty();
        }
    }
}
