package dev.stagedoor.cloudflare.stream;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells whether a webhook for videos comes from Cloudflare: the header {@value #HEADER} is {@code time=<seconds>,sig1=<hex>}, where {@code sig1} is the HMAC-SHA256
 * of the time, a dot and the raw body. Immutable and safe for use by many threads.
 */
public final class WebhookSignature {
    /** The header that carries it. */
    public static final String HEADER = "Webhook-Signature";

    /** How old a delivery may be unless said otherwise. */
    public static final Duration DEFAULT_MAX_AGE = Duration.ofMinutes(5);

    private static final int LONGEST_HEADER = 1_000;

    private final byte[] secret;
    private final Duration maxAge;
    private final InstantSource clock;

    private WebhookSignature(byte[] secret, Duration maxAge, InstantSource clock) {
        this.secret = secret;
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /** What came of looking at a delivery. */
    public enum Verdict {
        /** It comes from who knows the secret, and is fresh. */
        GENUINE,
        /** It is signed with another secret, or was changed on the way. */
        FORGED,
        /** It was genuine, but is too old, or from the future: somebody may be repeating it. */
        STALE,
        /** There is no signature that could be read. */
        UNSIGNED
    }

    /**
     * @param secret as {@link WebhookSettings} gives it
     * @param maxAge how far its time may be from ours, either way; positive
     * @param clock ours
     * @return a judge
     */
    public static WebhookSignature with(String secret, Duration maxAge, InstantSource clock) {
        if (secret.isEmpty() || maxAge.isZero() || maxAge.isNegative()) {
            throw new IllegalArgumentException("the secret must not be empty, and maxAge must be positive");
        }
        return new WebhookSignature(secret.getBytes(StandardCharsets.UTF_8), maxAge, clock);
    }

    /**
     * @param header the value of {@value #HEADER}
     * @param rawBody the body's bytes as they came, before any parsing
     * @return whether it is to be believed
     */
    public Verdict verify(String header, byte[] rawBody) {
        if (header.length() > LONGEST_HEADER) {
            return Verdict.UNSIGNED;
        }
        OptionalLong time = OptionalLong.empty();
        List<byte[]> signatures = new ArrayList<>();
        for (String part : header.split(",", -1)) {
            String pair = part.strip();
            if (pair.matches("time=[0-9]{1,12}")) {
                time = OptionalLong.of(Long.parseLong(pair.substring("time=".length())));
            } else if (pair.matches("sig1=[0-9a-fA-F]{64}")) {
                signatures.add(
                        HexFormat.of().parseHex(pair.substring("sig1=".length()).toLowerCase(Locale.ROOT)));
            }
        }
        if (time.isEmpty() || signatures.isEmpty()) {
            return Verdict.UNSIGNED;
        }
        byte[] expected = hmac(time.getAsLong(), rawBody);
        if (signatures.stream().noneMatch(it -> MessageDigest.isEqual(expected, it))) {
            return Verdict.FORGED;
        }
        Duration age = Duration.between(Instant.ofEpochSecond(time.getAsLong()), clock.instant())
                .abs();
        return age.compareTo(maxAge) > 0 ? Verdict.STALE : Verdict.GENUINE;
    }

    private byte[] hmac(long time, byte[] rawBody) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(rawBody);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "WebhookSignature[maxAge=" + maxAge + "]";
    }
}
