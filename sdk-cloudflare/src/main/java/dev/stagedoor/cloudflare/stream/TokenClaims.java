package dev.stagedoor.cloudflare.stream;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What a viewer's token allows. Seconds are the finest unit; fractions are cut off.
 *
 * @param subject the uid of a video, or of a live input for live playback and WHEP
 * @param expiresAt when it stops to open anything; at most 24 hours ahead
 * @param notBefore when it begins to
 * @param downloadable whether files made of the video may be fetched
 * @param accessRules up to 5; the first that matches decides
 */
public record TokenClaims(
        String subject,
        Instant expiresAt,
        Optional<Instant> notBefore,
        boolean downloadable,
        List<AccessRule> accessRules) {
    private static final int MOST_RULES = 5;

    /** @throws IllegalArgumentException when the subject is no uid, or there are more than 5 rules */
    public TokenClaims {
        Segments.id("subject", subject);
        expiresAt = expiresAt.truncatedTo(ChronoUnit.SECONDS);
        notBefore = notBefore.map(it -> it.truncatedTo(ChronoUnit.SECONDS));
        accessRules = List.copyOf(accessRules);
        if (accessRules.size() > MOST_RULES) {
            throw new IllegalArgumentException(
                    "accessRules must be at most " + MOST_RULES + ", not " + accessRules.size());
        }
    }

    /**
     * @param subject the uid of a video or a live input
     * @param expiresAt when it ends
     * @return claims for watching and nothing else
     */
    public static TokenClaims of(String subject, Instant expiresAt) {
        return new TokenClaims(subject, expiresAt, Optional.empty(), false, List.of());
    }
}
