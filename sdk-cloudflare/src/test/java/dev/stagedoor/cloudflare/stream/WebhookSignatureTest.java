package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.cloudflare.stream.WebhookSignature.Verdict;
import dev.stagedoor.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSignatureTest {
    private static final String SECRET = "f00dfeed";
    private static final byte[] BODY = "{\"uid\":\"0a1b\", \"readyToStream\":true}".getBytes(StandardCharsets.UTF_8);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-26T09:00:00Z"));
    private final WebhookSignature judge = WebhookSignature.with(SECRET, WebhookSignature.DEFAULT_MAX_AGE, clock);

    private static String sign(String secret, long time, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (java.security.GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private String header(long time) {
        return "time=" + time + ",sig1=" + sign(SECRET, time, BODY);
    }

    @Test
    void what_is_signed_with_the_secret_is_genuine() {
        assertThat(judge.verify(header(now()), BODY)).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void a_body_that_was_written_anew_is_forged_though_it_says_the_same() {
        byte[] same = "{\"uid\":\"0a1b\",\"readyToStream\":true}".getBytes(StandardCharsets.UTF_8);

        assertThat(judge.verify(header(now()), same)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void another_secret_and_another_time_are_forged() {
        String other = "time=" + now() + ",sig1=" + sign("cafebabe", now(), BODY);
        String moved = "time=" + (now() + 1) + ",sig1=" + sign(SECRET, now(), BODY);

        assertThat(judge.verify(other, BODY)).isEqualTo(Verdict.FORGED);
        assertThat(judge.verify(moved, BODY)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void what_is_too_old_or_from_the_future_is_stale() {
        String delivery = header(now());
        clock.advance(WebhookSignature.DEFAULT_MAX_AGE);
        assertThat(judge.verify(delivery, BODY)).isEqualTo(Verdict.GENUINE);
        clock.advance(Duration.ofSeconds(1));
        assertThat(judge.verify(delivery, BODY)).isEqualTo(Verdict.STALE);
        assertThat(judge.verify(header(now() + 301), BODY)).isEqualTo(Verdict.STALE);
    }

    @Test
    void other_versions_of_the_signature_are_left_alone_and_one_of_several_is_enough() {
        String several = "time=" + now() + ",sig2=abc, sig1=" + "0".repeat(64) + ",sig1="
                + sign(SECRET, now(), BODY).toUpperCase(java.util.Locale.ROOT);

        assertThat(judge.verify(several, BODY)).isEqualTo(Verdict.GENUINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "time=,sig1=", "time=1", "sig1=00", "time=abc,sig1=zz", "time=99999999999999,sig1=00"})
    void without_a_readable_signature_nothing_is_believed(String header) {
        assertThat(judge.verify(header, BODY)).isEqualTo(Verdict.UNSIGNED);
        assertThat(judge.verify(header + ",x=".repeat(1000), BODY)).isEqualTo(Verdict.UNSIGNED);
    }

    @Test
    void an_empty_secret_is_no_secret() {
        assertThatThrownBy(() -> WebhookSignature.with("", Duration.ofMinutes(1), clock))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(judge.toString()).doesNotContain(SECRET);
    }

    @Test
    void notifications_carry_the_secret_itself() {
        assertThat(LiveNotification.isAuthentic("secret", "secret")).isTrue();
        assertThat(LiveNotification.isAuthentic("secre", "secret")).isFalse();
        assertThat(LiveNotification.isAuthentic("", "")).isFalse();
    }

    @Test
    void a_notification_says_which_input_and_what_happened() {
        byte[] body = """
                {"name":"live hook","text":"…","ts":1795338902,"data":{"notification_name":"Stream Live Input",
                 "input_id":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","event_type":"live_input.errored",
                 "updated_at":"2026-11-22T09:16:10.101010101Z",
                 "live_input_errored":{"error":{"code":"ERR_GOP_OUT_OF_RANGE","message":"…"},"video_codec":"h264"}}}
                """.getBytes(StandardCharsets.UTF_8);

        LiveNotification read = LiveNotification.parse(body).orElseThrow();

        assertThat(read.inputUid()).isEqualTo("0a1b2c3d4e5f60718293a4b5c6d7e8f9");
        assertThat(read.event()).isEqualTo(LiveNotification.Event.ERRORED);
        assertThat(read.error()).contains("ERR_GOP_OUT_OF_RANGE");
        assertThat(read.at()).contains(Instant.parse("2026-11-22T09:16:10.101010101Z"));
        assertThat(LiveNotification.parse("{\"text\":\"test\"}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(LiveNotification.parse("no json".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void a_payload_is_a_bare_video() {
        byte[] body = """
                {"uid":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","readyToStream":false,
                 "status":{"state":"error","errReasonCode":"ERR_NON_VIDEO","errReasonText":"no video"}}
                """.getBytes(StandardCharsets.UTF_8);

        Video video = WebhookPayload.parse(body).orElseThrow();

        assertThat(video.status().state()).isEqualTo(VideoState.ERROR);
        assertThat(video.status().errorReasonCode()).contains("ERR_NON_VIDEO");
        assertThat(WebhookPayload.parse("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
}
