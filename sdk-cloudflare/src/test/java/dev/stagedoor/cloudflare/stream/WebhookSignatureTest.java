package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stagedoor.cloudflare.stream.WebhookSignature.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final long TIME = 1_795_338_902L;
    private static final byte[] BODY = "{\"uid\":\"0a1b\",  \"readyToStream\": true}".getBytes(StandardCharsets.UTF_8);
    /** Made with {@code openssl dgst -sha256 -hmac} of {@code <time>.<body>}. */
    private static final String SIGNATURE = "6022a17aba38dc09f89873774cd5a20972f4bc3386340095c3c18782aaa2a931";

    private static final String HEADER = "time=" + TIME + ",sig1=" + SIGNATURE;

    private static Verdict at(long seconds, String header, byte[] body) {
        return judge("the-webhook-secret", seconds).verify(header, body);
    }

    private static WebhookSignature judge(String secret, long seconds) {
        return WebhookSignature.with(
                secret, WebhookSignature.DEFAULT_MAX_AGE, InstantSource.fixed(Instant.ofEpochSecond(seconds)));
    }

    @Test
    void a_signature_made_elsewhere_is_genuine() {
        assertThat(at(TIME, HEADER, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void another_secret_is_a_forgery() {
        assertThat(judge("another-secret", TIME).verify(HEADER, BODY)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void a_body_that_was_written_anew_is_a_forgery() {
        byte[] rewritten = "{\"uid\":\"0a1b\",\"readyToStream\":true}".getBytes(StandardCharsets.UTF_8);

        assertThat(at(TIME, HEADER, rewritten)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void every_changed_byte_of_the_body_is_a_forgery() {
        for (int i = 0; i < BODY.length; i++) {
            byte[] changed = BODY.clone();
            changed[i] ^= 1;
            assertThat(at(TIME, HEADER, changed)).isEqualTo(Verdict.FORGED);
        }
    }

    @Test
    void another_time_is_a_forgery() {
        assertThat(at(TIME, "time=" + (TIME + 1) + ",sig1=" + SIGNATURE, BODY)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, 300})
    void five_minutes_either_way_are_fresh(long seconds) {
        assertThat(at(TIME + seconds, HEADER, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, 86_400})
    void anything_beyond_is_stale(long seconds) {
        assertThat(at(TIME + seconds, HEADER, BODY)).isEqualTo(Verdict.STALE);
    }

    @Test
    void an_old_forgery_is_a_forgery() {
        assertThat(at(TIME + 86_400, HEADER, new byte[0])).isEqualTo(Verdict.FORGED);
    }

    @Test
    void unknown_signatures_and_spaces_are_ignored() {
        assertThat(at(TIME, "sig2=00ff, sig1=" + SIGNATURE + " ,v=7, time=" + TIME, BODY))
                .isEqualTo(Verdict.GENUINE);
    }

    @Test
    void one_right_signature_among_several_is_enough() {
        assertThat(at(TIME, "time=" + TIME + ",sig1=" + "0".repeat(64) + ",sig1=" + SIGNATURE, BODY))
                .isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "time=1795338902",
                "sig1=6022a17aba38dc09f89873774cd5a20972f4bc3386340095c3c18782aaa2a931",
                "time=1795338902,sig2=6022a17aba38dc09f89873774cd5a20972f4bc3386340095c3c18782aaa2a931",
                "time=-5,sig1=6022a17aba38dc09f89873774cd5a20972f4bc3386340095c3c18782aaa2a931",
                "time=99999999999999999999,sig1=6022a17aba38dc09f89873774cd5a20972f4bc3386340095c3c18782aaa2a931",
                "time=1795338902,sig1=abc"
            })
    void a_header_without_time_or_signature_is_unsigned(String header) {
        assertThat(at(TIME, header, BODY)).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void a_header_without_end_is_not_read() {
        assertThat(at(TIME, HEADER + ",sig2=0".repeat(200), BODY)).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void an_empty_secret_judges_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> judge("", TIME));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WebhookSignature.with("s", Duration.ZERO, InstantSource.system()));
    }

    @Test
    void the_secret_is_not_shown() {
        assertThat(judge("the-webhook-secret", TIME).toString()).doesNotContain("secret");
    }
}
