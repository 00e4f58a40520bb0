package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * A token that stands in the place of a uid.
 *
 * @param subject the uid it is for
 * @param keyId of the key that signed it
 * @param downloadable whether files may be fetched
 */
record ViewerToken(String subject, String keyId, boolean downloadable) {
    private static final Base64.Decoder URL = Base64.getUrlDecoder();

    static boolean looksLikeOne(String text) {
        return text.chars().filter(c -> c == '.').count() == 2;
    }

    /** Empty when it is forged, has ended, has not begun, or its rules keep this viewer out. */
    static Optional<ViewerToken> verify(String text, MediaState state, String address) {
        String[] parts = text.split("\\.", -1);
        try {
            JsonNode header = Store.JSON.readTree(URL.decode(parts[0]));
            JsonNode claims = Store.JSON.readTree(URL.decode(parts[1]));
            String keyId = header.path("kid").asText();
            Optional<PublicKey> key = state.signingKey(keyId);
            boolean genuine = header.path("alg").asText().equals("RS256")
                    && key.isPresent()
                    && isSigned(parts, key.get())
                    && holds(claims, state.clock().instant())
                    && letsIn(claims.path("accessRules"), address);
            return genuine
                    ? Optional.of(new ViewerToken(
                            claims.path("sub").asText(),
                            keyId,
                            claims.path("downloadable").asBoolean()))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | GeneralSecurityException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isSigned(String[] parts, PublicKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(key);
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(URL.decode(parts[2]));
    }

    private static boolean holds(JsonNode claims, Instant now) {
        long seconds = now.getEpochSecond();
        return claims.path("exp").asLong() > seconds && claims.path("nbf").asLong(0) <= seconds;
    }

    /** The first rule that matches decides; here everybody comes from no country that is known. */
    private static boolean letsIn(JsonNode rules, String address) {
        for (JsonNode rule : rules) {
            boolean matches = switch (rule.path("type").asText()) {
                case "any" -> true;
                case "ip.src" -> names(rule.path("ip"), address);
                default -> false;
            };
            if (matches) {
                return rule.path("action").asText().equals("allow");
            }
        }
        return true;
    }

    private static boolean names(JsonNode addresses, String address) {
        for (JsonNode one : addresses) {
            if (one.asText().equals(address) || one.asText().equals(address + "/32")) {
                return true;
            }
        }
        return false;
    }
}
