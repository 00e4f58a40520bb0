package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs viewers' tokens without a call to Cloudflare: JWTs (RFC 7519) with RS256 (RFC 7518 section 3.3), which take the uid's place in media addresses.
 *
 * <p>RS256 gives equal claims the identical token, so the last ones are kept: when the callers' expiries are rounded, say to ten seconds, an audience that comes at
 * once costs one signature for all. A token tells nobody apart; who may have it is decided before it is asked for.
 *
 * <p>Safe for use by many threads. Neither the key nor tokens are shown by {@code toString} or in exceptions.
 */
public final class ViewerTokens {
    /** The longest life of a token. */
    public static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private static final int KEPT = 1_000;
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final PrivateKey key;
    private final InstantSource clock;
    private final Map<TokenClaims, String> kept = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TokenClaims, String> eldest) {
            return size() > KEPT;
        }
    };

    private ViewerTokens(String keyId, PrivateKey key, InstantSource clock) {
        this.keyId = keyId;
        this.key = key;
        this.clock = clock;
    }

    /**
     * @param keyId the id of a signing key
     * @param key its private part: the PEM or the JWK, plain or in Base64 as {@link SigningKeys#create} gives them
     * @param clock tells whether an expiry is too far ahead
     * @return a signer
     * @throws IllegalArgumentException when it is no RSA private key; the message does not show it
     */
    public static ViewerTokens of(String keyId, String key, InstantSource clock) {
        Segments.id("keyId", keyId);
        String text = plain(key.strip());
        try {
            KeySpec spec = text.startsWith("{") ? jwk(text) : pem(text);
            return new ViewerTokens(keyId, KeyFactory.getInstance("RSA").generatePrivate(spec), clock);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("the signing key is neither the PEM nor the JWK of an RSA private key");
        }
    }

    private static String plain(String text) {
        if (text.startsWith("{") || text.startsWith("-----")) {
            return text;
        }
        try {
            return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8).strip();
        } catch (IllegalArgumentException notBase64) {
            return text;
        }
    }

    private static KeySpec pem(String text) {
        byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
        return new PKCS8EncodedKeySpec(text.contains("BEGIN RSA PRIVATE KEY") ? Der.pkcs8(der) : der);
    }

    private static KeySpec jwk(String text) {
        JsonNode jwk = Json.read(text.getBytes(StandardCharsets.UTF_8)).orElseThrow(IllegalArgumentException::new);
        return new RSAPrivateCrtKeySpec(
                number(jwk, "n"),
                number(jwk, "e"),
                number(jwk, "d"),
                number(jwk, "p"),
                number(jwk, "q"),
                number(jwk, "dp"),
                number(jwk, "dq"),
                number(jwk, "qi"));
    }

    private static BigInteger number(JsonNode jwk, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path(name).asText()));
    }

    /**
     * @param claims what it allows
     * @return a token to be put in the place of the uid in media addresses; a credential
     * @throws IllegalArgumentException when it would live longer than {@link #LONGEST_LIFE} from now, or has ended
     */
    public String sign(TokenClaims claims) {
        Instant now = clock.instant();
        if (!claims.expiresAt().isAfter(now) || claims.expiresAt().isAfter(now.plus(LONGEST_LIFE))) {
            throw new IllegalArgumentException(
                    "a token must end within the next 24 hours, not at " + claims.expiresAt());
        }
        synchronized (kept) {
            String known = kept.get(claims);
            if (known != null) {
                return known;
            }
        }
        String token = signed(claims);
        synchronized (kept) {
            kept.put(claims, token);
        }
        return token;
    }

    private String signed(TokenClaims claims) {
        ObjectNode header = Json.object().put("alg", "RS256").put("kid", keyId);
        ObjectNode body = Json.object()
                .put("sub", claims.subject())
                .put("kid", keyId)
                .put("exp", claims.expiresAt().getEpochSecond());
        claims.notBefore().ifPresent(it -> body.put("nbf", it.getEpochSecond()));
        if (claims.downloadable()) {
            body.put("downloadable", true);
        }
        if (!claims.accessRules().isEmpty()) {
            claims.accessRules().forEach(rule -> body.withArray("accessRules").add(rule.body()));
        }
        String head = URL.encodeToString(Json.bytes(header)) + "." + URL.encodeToString(Json.bytes(body));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(head.getBytes(StandardCharsets.US_ASCII));
            return head + "." + URL.encodeToString(signature.sign());
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the signing key " + keyId + " does not sign", broken);
        }
    }

    /** Shows the key's id. */
    @Override
    public String toString() {
        return "ViewerTokens[keyId=" + keyId + "]";
    }

    /** The one wrapping that the JDK lacks. */
    private static final class Der {
        /** Version 0, and the algorithm identifier of rsaEncryption (RFC 5208 section 5, RFC 8017 appendix A.1). */
        private static final byte[] BEFORE_KEY = {
            0x02,
            0x01,
            0x00,
            0x30,
            0x0d,
            0x06,
            0x09,
            0x2a,
            (byte) 0x86,
            0x48,
            (byte) 0x86,
            (byte) 0xf7,
            0x0d,
            0x01,
            0x01,
            0x01,
            0x05,
            0x00
        };

        private Der() {}

        /** Makes PKCS#8 of PKCS#1. */
        static byte[] pkcs8(byte[] pkcs1) {
            return element(0x30, join(BEFORE_KEY, element(0x04, pkcs1)));
        }

        private static byte[] element(int tag, byte[] content) {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length.length > 1 && length[0] == 0 ? 1 : 0;
            byte[] head = content.length < 0x80
                    ? new byte[] {(byte) tag, (byte) content.length}
                    : join(
                            new byte[] {(byte) tag, (byte) (0x80 | length.length - skip)},
                            java.util.Arrays.copyOfRange(length, skip, length.length));
            return join(head, content);
        }

        private static byte[] join(byte[] one, byte[] other) {
            byte[] both = java.util.Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);
            return both;
        }
    }
}
