package dev.stagedoor.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignalingTest {
    private static final URI ENDPOINT = URI.create("https://live.example/whip/class?x=1");
    private static final String SDP = "application/sdp";
    private static final String ANSWER = "v=0\no=- 1 1 IN IP4 0.0.0.0\ns=-\nt=0 0\nm=audio 9 UDP/TLS/RTP/SAVPF 111\n";
    private static final IceCredentials OLD = new IceCredentials("aB3d", "0123456789abcdefghijklmn");
    private static final IceCredentials FRESH = new IceCredentials("zZ9x", "ponmlkjihgfedcba98765432");
    private static final SessionDescription OFFER = ClientOffer.play(
                    List.of(RtpCodec.opus(111)), List.of(RtpCodec.vp8(96)))
            .describe(LocalTransport.builder(OLD, new Fingerprint("sha-256", "AB:".repeat(31) + "AB"), 1)
                    .build());
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ScriptedHttp http = new ScriptedHttp();

    private Signaling.Builder builder() {
        return Signaling.builder(http, ENDPOINT).clock(InstantSource.fixed(NOW));
    }

    private static <T> T now(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        assertThat(future).as("has happened").isCompleted();
        return future.join();
    }

    private SignalingFailure refusal(Signaling signaling) {
        OfferOutcome outcome = now(signaling.offer(OFFER));
        assertThat(outcome).isInstanceOf(OfferOutcome.Refused.class);
        return ((OfferOutcome.Refused) outcome).failure();
    }

    private Signaling established(String... headers) {
        Signaling signaling = builder().bearer("key").build();
        http.then(201, ANSWER, headers);
        assertThat(now(signaling.offer(OFFER))).isInstanceOf(OfferOutcome.Answered.class);
        return signaling;
    }

    private Signaling established() {
        return established("Content-Type", SDP, "Location", "/session/7?y=2", "ETag", "*odd");
    }

    private static IceCandidate candidate(int port) {
        return IceCandidate.udpHost(new InetSocketAddress("192.0.2.1", port), 1);
    }

    @Test
    void the_offer_goes_unchanged_to_the_endpoint() {
        established();

        HttpCall post = http.calls.get(0);
        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.uri()).isEqualTo(ENDPOINT);
        assertThat(post.headers()).containsEntry("Content-Type", SDP).containsEntry("Authorization", "Bearer key");
        assertThat(post.body()).isEqualTo(OFFER.toString()).contains("\r\n");
    }

    @Test
    void without_a_token_no_authorization_is_sent() {
        http.then(201, ANSWER);
        now(builder().build().offer(OFFER));

        assertThat(http.last().headers()).doesNotContainKey("Authorization");
    }

    @ParameterizedTest
    @CsvSource({
        "400, CLIENT_ERROR, false",
        "403, CLIENT_ERROR, false",
        "406, CLIENT_ERROR, false",
        "409, CLIENT_ERROR, true",
        "415, CLIENT_ERROR, false",
        "418, CLIENT_ERROR, false",
        "422, CLIENT_ERROR, false",
        "429, CLIENT_ERROR, true",
        "499, CLIENT_ERROR, false",
        "500, SERVER_ERROR, true",
        "503, SERVER_ERROR, true",
        "599, SERVER_ERROR, true",
        "301, UNEXPECTED, false",
        "302, UNEXPECTED, false",
        "303, UNEXPECTED, false"
    })
    void a_status_is_understood_by_its_class(int status, SignalingFailure.Kind kind, boolean retryable) {
        http.then(status, "", "Location", "/elsewhere");

        SignalingFailure failure = refusal(builder().build());

        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.retryable()).isEqualTo(retryable);
        assertThat(http.calls).hasSize(1);
    }

    @Test
    void no_reply_is_told_as_such() {
        Signaling signaling = builder().build();
        CompletionStage<OfferOutcome> outcome = signaling.offer(OFFER);
        http.fail(0, new IOException("refused"));

        SignalingFailure failure = ((OfferOutcome.Refused) now(outcome)).failure();
        assertThat(failure.kind()).isEqualTo(SignalingFailure.Kind.NETWORK);
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void a_problem_is_exposed_and_other_bodies_are_survived() {
        http.then(
                422,
                "{\"type\":\"about:blank\",\"nested\":{\"title\":\"no\"},\"title\":\"Codec\",\"status\":422,"
                        + "\"detail\":\"say \\\"H264\\\" \\u00e9\",\"code\":\"codec_mismatch\"}",
                "content-type",
                "application/problem+json; charset=utf-8");
        SignalingFailure failure = refusal(builder().build());
        assertThat(failure.problem()).isEqualTo(new Problem("Codec", "say \"H264\" é", "codec_mismatch"));

        http.then(500, "<html>oops</html>", "Content-Type", "text/html");
        assertThat(refusal(builder().build()).describe()).contains("HTTP 500").contains("oops");
        http.then(400, "{\"title\": \"cut", "Content-Type", "application/problem+json");
        assertThat(refusal(builder().build()).problem().title()).isEqualTo("cut");
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'Sun, 22 Nov 2026 12:00:30 GMT', 30", "'Sun, 22 Nov 2026 11:00:00 GMT', 0", "999999, 3600"})
    void the_server_may_say_when_to_come_back(String value, long seconds) {
        http.then(503, "", "Retry-After", value);

        assertThat(refusal(builder().build()).retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(ints = {307, 308})
    void redirects_repeat_the_offer_and_locations_are_resolved_on_the_final_url(int status) {
        http.then(status, "", "Location", "/other/endpoint")
                .then(201, ANSWER, "Location", "session/9")
                .then(200, "");
        Signaling signaling = builder().bearer("key").build();

        assertThat(now(signaling.offer(OFFER))).isInstanceOf(OfferOutcome.Answered.class);
        assertThat(http.calls.get(1).body()).isEqualTo(OFFER.toString());
        assertThat(http.calls.get(1).headers()).containsEntry("Authorization", "Bearer key");
        now(signaling.end());
        assertThat(http.last().uri()).isEqualTo(URI.create("https://live.example/other/session/9"));
    }

    @Test
    void the_token_goes_to_another_origin_only_when_told_so() {
        http.then(307, "", "Location", "https://edge.example/whip").then(201, ANSWER);
        now(builder().bearer("key").build().offer(OFFER));
        assertThat(http.last().headers()).doesNotContainKey("Authorization");

        http.then(307, "", "Location", "https://edge.example/whip").then(201, ANSWER);
        now(builder().bearer("key").bearerAcrossOrigins(true).build().offer(OFFER));
        assertThat(http.last().headers()).containsKey("Authorization");
    }

    @Test
    void a_ring_of_redirects_comes_to_an_end() {
        for (int i = 0; i < 10; i++) {
            http.then(307, "", "Location", "/whip/class");
        }

        assertThat(refusal(builder().build()).kind()).isEqualTo(SignalingFailure.Kind.UNEXPECTED);
        assertThat(http.calls).hasSize(6);
    }

    @Test
    void ice_servers_are_read_from_every_form_of_link() {
        http.then(
                200,
                ANSWER,
                "Link",
                "<stun:s.example>; rel=\"ice-server\", <turn:t.example?transport=tcp>; username=\"a,b;c\";"
                        + " credential=\"q\\\"\\\\\" ;rel=ice-server",
                "link",
                "<https://live.example/ext>; rel=\"urn:ietf:params:whip:ext:x\"",
                "Link",
                "<turns:u.example>; credential-type=password; rel=\"other ice-server\"");

        OfferOutcome.Answered answered =
                (OfferOutcome.Answered) now(builder().build().offer(OFFER));
        assertThat(answered.iceServers())
                .containsExactlyInAnyOrder(
                        new IceServer("stun:s.example", "", ""),
                        new IceServer("turn:t.example?transport=tcp", "a,b;c", "q\"\\"),
                        new IceServer("turns:u.example", "", ""));
    }

    @Test
    void an_answer_that_is_no_sdp_ends_the_session() {
        http.then(201, "hello", "Location", "/session/1").then(200, "");

        assertThat(refusal(builder().build()).kind()).isEqualTo(SignalingFailure.Kind.UNEXPECTED);
        assertThat(http.last().method()).isEqualTo("DELETE");
    }

    @Test
    void candidates_wait_for_the_answer_and_go_in_one_request_with_the_tag_as_it_came() {
        Signaling signaling = builder().build();
        signaling.offer(OFFER);
        now(signaling.trickle(List.of(candidate(1)), false));
        now(signaling.trickle(List.of(candidate(2)), true));
        assertThat(http.calls).hasSize(1);

        http.reply(0, 201, ANSWER, "Location", "/session/7", "ETag", "W/odd tag");

        assertThat(http.calls).hasSize(2);
        assertThat(http.last().method()).isEqualTo("PATCH");
        assertThat(http.last().uri()).isEqualTo(URI.create("https://live.example/session/7"));
        assertThat(http.last().headers())
                .containsEntry("If-Match", "W/odd tag")
                .containsEntry("Content-Type", IceFragment.MEDIA_TYPE);
        IceFragment fragment = IceFragment.parse(http.last().body());
        assertThat(fragment.candidates()).hasSize(2);
        assertThat(fragment.endOfCandidates()).isTrue();
        assertThat(fragment.credentials()).contains(OLD);
        assertThat(fragment.mids()).containsExactly("0");
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 422, 501})
    void an_endpoint_without_trickle_is_left_alone(int status) {
        Signaling signaling = established();
        http.then(status, "");

        assertThat(now(signaling.trickle(List.of(candidate(1)), false))).isInstanceOf(PatchOutcome.NotSupported.class);
    }

    @Test
    void a_restart_matches_any_tag_and_brings_new_ones() {
        Signaling signaling = established();
        http.then(200, fragment(FRESH), "ETag", "\"two\"").then(204, "");

        PatchOutcome outcome = now(signaling.restart(FRESH, List.of(candidate(5))));
        assertThat(http.last().headers()).containsEntry("If-Match", "*");
        assertThat(IceFragment.parse(http.last().body()).credentials()).contains(FRESH);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PatchOutcome.Restarted.class,
                        restarted -> assertThat(restarted.remote().candidates()).hasSize(1));

        now(signaling.trickle(List.of(candidate(6)), true));
        assertThat(http.last().headers()).containsEntry("If-Match", "\"two\"");
    }

    private static String fragment(IceCredentials credentials) {
        return IceFragment.of(credentials, List.of(candidate(9)), true, "0").write(List.of("0", "1"), MediaKind.AUDIO);
    }

    @Test
    void of_two_restarts_only_the_last_counts_and_candidates_wait_for_both() {
        Signaling signaling = established();
        CompletionStage<PatchOutcome> first = signaling.restart(FRESH, List.of());
        CompletionStage<PatchOutcome> second = signaling.restart(OLD, List.of());
        now(signaling.trickle(List.of(candidate(1)), false));
        assertThat(http.calls).hasSize(3);

        http.reply(2, 200, fragment(OLD), "ETag", "\"second\"");
        http.reply(1, 200, fragment(FRESH), "ETag", "\"first\"");

        assertThat(now(first)).isInstanceOf(PatchOutcome.Superseded.class);
        assertThat(now(second)).isInstanceOf(PatchOutcome.Restarted.class);
        assertThat(http.calls).hasSize(4);
        assertThat(http.last().headers()).containsEntry("If-Match", "\"second\"");
    }

    @Test
    void a_restart_that_fails_leaves_the_session_alone() {
        Signaling signaling = established();
        http.then(500, "").then(204, "");

        assertThat(now(signaling.restart(FRESH, List.of()))).isInstanceOf(PatchOutcome.Failed.class);
        now(signaling.trickle(List.of(candidate(1)), false));
        assertThat(http.last().method()).isEqualTo("PATCH");
    }

    @Test
    void a_session_is_ended_once_without_a_tag_and_whatever_the_server_says() {
        Signaling signaling = established();
        http.then(404, "");

        now(signaling.end());
        now(signaling.end());

        assertThat(http.calls).hasSize(2);
        assertThat(http.last().method()).isEqualTo("DELETE");
        assertThat(http.last().uri()).isEqualTo(URI.create("https://live.example/session/7?y=2"));
        assertThat(http.last().headers()).containsOnlyKeys("Authorization");
    }

    @Test
    void a_session_that_is_ended_before_its_answer_is_ended_as_soon_as_it_is_known() {
        Signaling signaling = builder().build();
        signaling.offer(OFFER);
        now(signaling.end());
        assertThat(http.calls).hasSize(1);

        http.reply(0, 201, ANSWER, "Location", "/session/1");

        assertThat(http.last().method()).isEqualTo("DELETE");
    }

    @Test
    void a_server_without_location_is_survived() {
        Signaling signaling = established("Content-Type", SDP);

        now(signaling.end());
        assertThat(http.calls).hasSize(1);
    }

    @Test
    void a_counter_offer_is_answered_at_the_session() {
        Signaling signaling = builder().counterOffers(true).build();
        http.then(406, ANSWER, "Content-Type", "application/sdp; valid-until=\"x\"", "Location", "/session/3")
                .then(204, "")
                .then(200, "");

        assertThat(now(signaling.offer(OFFER))).isInstanceOf(OfferOutcome.CounterOffered.class);
        assertThat(now(signaling.answer(OFFER))).isInstanceOf(PatchOutcome.Done.class);
        assertThat(http.last().headers()).containsEntry("Content-Type", SDP);
        assertThat(http.last().uri()).isEqualTo(URI.create("https://live.example/session/3"));
        now(signaling.end());
        assertThat(http.last().method()).isEqualTo("DELETE");
    }

    @Test
    void status_406_with_a_text_is_a_plain_error() {
        http.then(406, "no audio", "Content-Type", "text/plain");

        assertThat(refusal(builder().counterOffers(true).build()).status()).isEqualTo(406);
    }

    @Test
    void plain_http_is_for_loopback_or_when_told_so() {
        assertThatThrownBy(() -> Signaling.builder(http, URI.create("http://live.example/whip"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
        Signaling.builder(http, URI.create("http://127.0.0.1:8080/whip")).build();
        Signaling.builder(http, URI.create("http://live.example/whip"))
                .allowPlainHttp(true)
                .build();
        assertThatThrownBy(() -> Signaling.builder(http, URI.create("ftp://live.example/whip"))
                        .build())
                .isInstanceOf(IllegalArgumentException.class);
    }
}
