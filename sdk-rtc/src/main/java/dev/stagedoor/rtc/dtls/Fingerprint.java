package dev.stagedoor.rtc.dtls;

import dev.stagedoor.rtc.RtcException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Hash of a certificate as in {@code a=fingerprint} (RFC 8122 section 5).
 *
 * @param algorithm {@code sha-256}, {@code sha-384} or {@code sha-512}, lower case
 * @param hex pairs of upper-case hex digits joined by colons
 */
public record Fingerprint(String algorithm, String hex) {
    private static final Map<String, String> DIGESTS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        hex = hex.toUpperCase(Locale.ROOT);
        if (!DIGESTS.containsKey(algorithm)) {
            throw new IllegalArgumentException("fingerprint algorithm must be sha-256, sha-384 or sha-512");
        }
        if (HEX.parseHex(hex).length != digest(algorithm).getDigestLength()) {
            throw new IllegalArgumentException("fingerprint has the wrong length for " + algorithm);
        }
    }

    /**
     * Reads the value of an {@code a=fingerprint} line; empty when the algorithm is not one of ours or the text is no
     * fingerprint.
     */
    public static Optional<Fingerprint> parse(String value) {
        String[] parts = value.trim().split("\\s+", 3);
        if (parts.length != 2) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Fingerprint(parts[0], parts[1]));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The fingerprint of a DER-encoded certificate. */
    public static Fingerprint of(String algorithm, byte[] certificate) {
        return new Fingerprint(algorithm, HEX.formatHex(digest(algorithm).digest(certificate)));
    }

    /** {@return whether {@code certificate}, DER-encoded, has this fingerprint} */
    public boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(HEX.parseHex(hex), digest(algorithm).digest(certificate));
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(DIGESTS.getOrDefault(algorithm, algorithm));
        } catch (NoSuchAlgorithmException e) {
            throw new RtcException("this JVM has no " + algorithm, e);
        }
    }

    /** The value of the {@code a=fingerprint} line. */
    @Override
    public String toString() {
        return algorithm + " " + hex;
    }
}
