package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ViewerTokensTest {
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant SOON = NOW.plusSeconds(600);

    private final ViewerTokens tokens = ViewerTokens.of(TestKeys.ID, TestKeys.pkcs8(), InstantSource.fixed(NOW));

    private static SignedJWT verified(String token) throws ParseException, JOSEException {
        SignedJWT jwt = SignedJWT.parse(token);
        assertThat(jwt.verify(new RSASSAVerifier(TestKeys.KEY.toRSAPublicKey())))
                .isTrue();
        return jwt;
    }

    @Test
    void another_library_takes_the_signature_and_reads_the_header() throws ParseException, JOSEException {
        SignedJWT jwt = verified(tokens.sign(TokenClaims.of(UID, SOON)));

        assertThat(jwt.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
        assertThat(jwt.getHeader().getKeyID()).isEqualTo(TestKeys.ID);
    }

    @Test
    void plain_claims_say_who_which_key_and_how_long_and_nothing_else() throws ParseException, JOSEException {
        SignedJWT jwt = verified(tokens.sign(TokenClaims.of(UID, SOON)));

        assertThat(jwt.getPayload().toJSONObject())
                .isEqualTo(Map.of("sub", UID, "kid", TestKeys.ID, "exp", SOON.getEpochSecond()));
    }

    @Test
    void everything_that_can_be_claimed_is_in_the_token() throws ParseException, JOSEException {
        TokenClaims claims = new TokenClaims(
                UID,
                SOON,
                Optional.of(NOW),
                true,
                List.of(
                        AccessRule.country(AccessRule.Action.ALLOW, List.of("DE", "AT")),
                        AccessRule.ip(AccessRule.Action.ALLOW, List.of("192.0.2.0/24")),
                        AccessRule.any(AccessRule.Action.BLOCK)));

        SignedJWT jwt = verified(tokens.sign(claims));

        assertThat(jwt.getJWTClaimsSet().getNotBeforeTime()).isEqualTo(Date.from(NOW));
        assertThat(jwt.getJWTClaimsSet().getBooleanClaim("downloadable")).isTrue();
        assertThat(jwt.getJWTClaimsSet().getClaim("accessRules"))
                .isEqualTo(List.of(
                        Map.of("type", "ip.geoip.country", "action", "allow", "country", List.of("DE", "AT")),
                        Map.of("type", "ip.src", "action", "allow", "ip", List.of("192.0.2.0/24")),
                        Map.of("type", "any", "action", "block")));
    }

    static Stream<String> shapes() {
        return Stream.of(TestKeys.pkcs8(), TestKeys.pkcs1(), TestKeys.jwk())
                .flatMap(it -> Stream.of(it, TestKeys.base64(it), "  " + TestKeys.base64(it) + "\n"));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void a_key_in_any_shape_makes_the_same_token(String shape) {
        ViewerTokens same = ViewerTokens.of(TestKeys.ID, shape, InstantSource.fixed(NOW));

        assertThat(same.sign(TokenClaims.of(UID, SOON))).isEqualTo(tokens.sign(TokenClaims.of(UID, SOON)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{\"kty\":\"RSA\",\"n\":\"secret-looking\"}",
                "secret-looking",
                "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\n!\n-----END RSA PRIVATE KEY-----"
            })
    void what_is_no_key_is_refused_without_being_shown(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ViewerTokens.of(TestKeys.ID, text, InstantSource.fixed(NOW)))
                .withNoCause()
                .withMessageNotContaining("secret")
                .withMessageContaining("signing key");
    }

    @Test
    void the_longest_life_is_a_day() {
        Instant longest = NOW.plus(Duration.ofDays(1));

        assertThat(tokens.sign(TokenClaims.of(UID, longest))).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> tokens.sign(TokenClaims.of(UID, longest.plusSeconds(1))))
                .withMessageContaining("24 hours");
    }

    @Test
    void a_token_that_has_ended_is_not_signed() {
        assertThatIllegalArgumentException().isThrownBy(() -> tokens.sign(TokenClaims.of(UID, NOW)));
    }

    @Test
    void a_known_token_is_refused_too_once_it_has_ended() {
        FakeTime time = new FakeTime();
        ViewerTokens aging = ViewerTokens.of(TestKeys.ID, TestKeys.pkcs8(), time);
        TokenClaims claims = TokenClaims.of(UID, time.instant().plusSeconds(60));
        aging.sign(claims);
        time.pass(Duration.ofSeconds(60));

        assertThatIllegalArgumentException().isThrownBy(() -> aging.sign(claims));
    }

    @Test
    void equal_claims_cost_one_signature_however_their_fractions_differ() {
        String first = tokens.sign(TokenClaims.of(UID, SOON.plusMillis(1)));

        assertThat(tokens.sign(TokenClaims.of(UID, SOON.plusMillis(999)))).isSameAs(first);
    }

    @Test
    void no_more_than_a_thousand_tokens_are_kept() {
        String first = tokens.sign(TokenClaims.of(UID, SOON));
        for (int i = 1; i <= 1000; i++) {
            tokens.sign(TokenClaims.of(UID, SOON.plusSeconds(i)));
        }

        assertThat(tokens.sign(TokenClaims.of(UID, SOON))).isEqualTo(first).isNotSameAs(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "a.b", "../x", "a b"})
    void a_subject_that_is_no_uid_is_refused(String subject) {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenClaims.of(subject, SOON));
    }

    @Test
    void there_are_at_most_five_rules() {
        List<AccessRule> six = java.util.Collections.nCopies(6, AccessRule.any(AccessRule.Action.BLOCK));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TokenClaims(UID, SOON, Optional.empty(), false, six))
                .withMessageContaining("accessRules");
    }

    @Test
    void the_key_is_not_shown() {
        assertThat(tokens).hasToString("ViewerTokens[keyId=" + TestKeys.ID + "]");
    }
}
