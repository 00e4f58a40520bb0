package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.stagedoor.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Judged by another library. */
class ViewerTokensTest {
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final KeyPair PAIR = pair();

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final Instant end = clock.instant().plus(Duration.ofHours(1));

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String pkcs8() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(PAIR.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The content of the PKCS#8 octet string, whose length takes three bytes with a key of this size. */
    private static String pkcs1() {
        byte[] whole = PAIR.getPrivate().getEncoded();
        byte[] inner = java.util.Arrays.copyOfRange(whole, 26, whole.length);
        return "-----BEGIN RSA PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(inner)
                + "\n-----END RSA PRIVATE KEY-----\n";
    }

    private static String jwk() {
        RSAPrivateCrtKey key = (RSAPrivateCrtKey) PAIR.getPrivate();
        return new RSAKey.Builder((RSAPublicKey) PAIR.getPublic()).privateKey(key).build().toJSONString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private ViewerTokens of(String key) {
        return ViewerTokens.of("key1", key, clock);
    }

    private static JWTClaimsSet genuine(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.verify(new RSASSAVerifier((RSAPublicKey) PAIR.getPublic()))).isTrue();
        assertThat(jwt.getHeader().getKeyID()).isEqualTo("key1");
        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        return jwt.getJWTClaimsSet();
    }

    @Test
    void a_key_is_taken_in_every_form_in_which_it_is_given() throws Exception {
        for (String key : List.of(pkcs8(), base64(pkcs8()), pkcs1(), base64(pkcs1()), jwk(), base64(jwk()))) {
            assertThat(genuine(of(key).sign(TokenClaims.of(UID, end))).getSubject()).isEqualTo(UID);
        }
    }

    @Test
    void all_claims_are_in_the_token() throws Exception {
        AccessRule home = AccessRule.country(AccessRule.Action.ALLOW, List.of("FR"));
        AccessRule rest = AccessRule.any(AccessRule.Action.BLOCK);
        TokenClaims claims =
                new TokenClaims(UID, end, Optional.of(clock.instant()), true, List.of(home, rest));

        JWTClaimsSet read = genuine(of(pkcs8()).sign(claims));

        assertThat(read.getExpirationTime().toInstant()).isEqualTo(end);
        assertThat(read.getNotBeforeTime().toInstant()).isEqualTo(clock.instant());
        assertThat(read.getStringClaim("kid")).isEqualTo("key1");
        assertThat(read.getBooleanClaim("downloadable")).isTrue();
        assertThat(read.getListClaim("accessRules")).hasSize(2);
    }

    @Test
    void a_token_for_watching_says_no_more_than_that() throws Exception {
        assertThat(genuine(of(pkcs8()).sign(TokenClaims.of(UID, end))).getClaims())
                .containsOnlyKeys("sub", "kid", "exp");
    }

    @Test
    void equal_claims_are_signed_once() {
        ViewerTokens tokens = of(pkcs8());
        String first = tokens.sign(TokenClaims.of(UID, end));

        assertThat(tokens.sign(TokenClaims.of(UID, end))).isSameAs(first);
        assertThat(tokens.sign(TokenClaims.of(UID, end.plusSeconds(1)))).isNotEqualTo(first);
    }

    @Test
    void a_token_ends_within_a_day_and_not_in_the_past() {
        ViewerTokens tokens = of(pkcs8());

        assertThatThrownBy(() -> tokens.sign(TokenClaims.of(UID, clock.instant())))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> tokens.sign(
                        TokenClaims.of(UID, clock.instant().plus(ViewerTokens.LONGEST_LIFE).plusSeconds(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void what_is_no_key_is_refused_without_showing_it() {
        for (String wrong : List.of("", "hunter2-secret", "{\"kty\":\"RSA\",\"n\":\"hunter2\"}", base64("hunter2"))) {
            assertThatThrownBy(() -> of(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("hunter2");
        }
        assertThat(of(pkcs8()).toString()).isEqualTo("ViewerTokens[keyId=key1]");
    }
}
