package dev.stagedoor.mediaserver.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.EndpointResponse;
import dev.stagedoor.mediaserver.internal.desk.Limits;
import dev.stagedoor.mediaserver.internal.router.RouterOptions;
import dev.stagedoor.mediaserver.internal.stage.Client;
import dev.stagedoor.mediaserver.internal.stage.Stage;
import dev.stagedoor.rtc.sdp.MediaDescription;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.rtc.sdp.SessionDescription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {
    private static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String SDP = "application/sdp";
    private static final Map<String, String> KEY = Map.of("Content-Type", SDP, "Authorization", "Bearer good-coach");

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    private Client publisher() {
        Client coach =
                stage.client().publish("yoga", "good-coach", Client.vp8()).connected();
        coach.frame(true, 1);
        return coach;
    }

    private EndpointResponse get(String method, String url) {
        return stage.http(method, url, Map.of(), "");
    }

    private static String exposed(EndpointResponse response) {
        return response.header("Access-Control-Expose-Headers").orElse("");
    }

    private static void isProblem(EndpointResponse response, int status, String code) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("Content-Type")).hasValue("application/problem+json");
        assertThat(response.text())
                .contains("\"status\":" + status)
                .contains("\"code\":\"" + code + "\"")
                .contains("\"detail\":\"")
                .contains("\"title\":\"");
        assertThat(response.header("Access-Control-Allow-Origin")).hasValue("*");
    }

    @Test
    void a_good_offer_is_answered_with_201_and_everything_a_client_needs() {
        EndpointResponse created = publisher().response;
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Content-Type")).hasValue(SDP);
        assertThat(created.header("Location").orElseThrow())
                .matches("https://live\\.example/whip/yoga/[A-Za-z0-9_-]{22,}");
        assertThat(created.header("ETag").orElseThrow()).matches("\"[^\"]+\"");
        assertThat(created.header("Accept-Patch")).hasValue(FRAGMENT);
        assertThat(exposed(created)).contains("Location", "ETag", "Link", "Retry-After", "Accept-Post");
        assertThat(created.body().length).isLessThan(8192);
    }

    @Test
    void a_publishers_answer_is_recvonly_bundled_and_starts_with_a_udp_host_candidate() {
        String text = publisher().response.text();
        SessionDescription answer = SessionDescription.parse(text);
        assertThat(answer.bundle()).containsExactly("0", "1");
        for (MediaDescription media : answer.media()) {
            assertThat(media.has("recvonly")).isTrue();
            assertThat(media.has("rtcp-mux")).isTrue();
            assertThat(media.has("end-of-candidates")).isTrue();
        }
        String first = text.lines()
                .filter(line -> line.startsWith("a=candidate"))
                .findFirst()
                .orElseThrow();
        assertThat(first).contains(" udp ").contains("typ host").contains("192.0.2.10 7000");
        assertThat(text).contains("tcptype passive");
        assertThat(text).startsWith("v=0\r\n");
    }

    @Test
    void a_viewers_answer_is_sendonly_with_a_real_stream_and_declared_sources() {
        publisher();
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        SessionDescription answer = SessionDescription.parse(ana.response.text());
        for (MediaDescription media : answer.media()) {
            assertThat(media.has("sendonly")).isTrue();
            assertThat(media.msid().orElseThrow().stream()).isNotEqualTo("-");
            assertThat(media.primarySsrcs()).isNotEmpty();
        }
    }

    @Test
    void get_and_head_answer_without_content() {
        Client coach = publisher();
        for (String method : List.of("GET", "HEAD")) {
            assertThat(get(method, "/whip/yoga").status()).isEqualTo(204);
            assertThat(get(method, coach.sessionUrl()).status()).isEqualTo(204);
            EndpointResponse whep = get(method, "/whep/yoga");
            assertThat(whep.status()).isEqualTo(200);
            assertThat(whep.header("Content-Type")).hasValue(SDP);
            assertThat(whep.body()).isEmpty();
        }
    }

    @Test
    void options_tell_what_an_endpoint_takes_without_a_token() {
        EndpointResponse options = get("OPTIONS", "/whip/yoga");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Accept-Post")).hasValue(SDP);
        assertThat(options.header("Access-Control-Allow-Methods").orElseThrow()).contains("POST");
        assertThat(options.header("Access-Control-Allow-Headers").orElseThrow())
                .contains("Authorization", "Content-Type", "If-Match");
        EndpointResponse session = get("OPTIONS", "/whep/yoga/anything");
        assertThat(session.header("Access-Control-Allow-Methods").orElseThrow()).contains("PATCH", "DELETE");
        assertThat(session.header("Accept-Patch")).hasValue(FRAGMENT);
    }

    @Test
    void another_content_type_is_415_and_a_charset_is_tolerated() {
        EndpointResponse text = stage.http(
                "POST",
                "/whip/yoga",
                Map.of("Content-Type", "text/plain", "Authorization", "Bearer good-coach"),
                "v=0");
        isProblem(text, 415, "unsupported_media_type");
        assertThat(text.header("Accept-Post")).hasValue(SDP);
        EndpointResponse charset = stage.http(
                "POST",
                "/whip/yoga",
                Map.of("content-type", "Application/SDP; charset=utf-8", "authorization", "bearer good-coach"),
                "garbage");
        isProblem(charset, 400, "malformed_sdp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=0", "\u0000\u0001\u0002", "garbage\ngarbage\n", "v=0\r\no=x\r\nm=audio"})
    void a_malformed_offer_is_400(String body) {
        EndpointResponse response = stage.http("POST", "/whip/yoga", KEY, body);
        assertThat(response.status()).isIn(400, 422);
        assertThat(response.header("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void an_offer_that_is_too_long_is_413() {
        isProblem(stage.http("POST", "/whip/yoga", KEY, "v=0\r\n" + "a".repeat(70_000)), 413, "too_large");
    }

    @Test
    void a_missing_token_is_401_with_a_challenge() {
        EndpointResponse missing = stage.http("POST", "/whip/yoga", Map.of("Content-Type", SDP), "v=0");
        isProblem(missing, 401, "unauthenticated");
        assertThat(missing.header("WWW-Authenticate")).hasValue("Bearer");
    }

    @Test
    void a_wrong_token_is_401_and_another_streams_is_403() {
        isProblem(stage.client().watch("yoga", "wrong").response, 401, "invalid_token");
        isProblem(stage.client().watch("yoga", "other-stream").response, 403, "forbidden");
        isProblem(stage.client().watch("nowhere", "good-ana").response, 404, "stream_not_found");
    }

    @Test
    void a_viewer_may_send_its_token_in_the_query_or_without_a_scheme_but_a_publisher_may_not() {
        EndpointResponse query =
                stage.http("POST", "/whep/yoga?x=1&token=good-ana", Map.of("Content-Type", SDP), "garbage");
        isProblem(query, 400, "malformed_sdp");
        EndpointResponse bare =
                stage.http("POST", "/whep/yoga", Map.of("Content-Type", SDP, "Authorization", "good-ana"), "garbage");
        isProblem(bare, 400, "malformed_sdp");
        EndpointResponse whip =
                stage.http("POST", "/whip/yoga?token=good-coach", Map.of("Content-Type", SDP), "garbage");
        isProblem(whip, 401, "unauthenticated");
    }

    @Test
    void watching_before_the_broadcast_is_409_with_a_time_to_retry() {
        Client early = stage.client().watch("yoga", "good-ana");
        isProblem(early.response, 409, "stream_not_live");
        assertThat(early.response.header("Retry-After").orElseThrow()).matches("[1-9][0-9]*");
    }

    @Test
    void a_player_that_cannot_decode_what_is_sent_is_told_so() {
        publisher();
        Client ana = stage.client().watch("yoga", "good-ana", RtpCodec.h264(103), false);
        isProblem(ana.response, 422, "codec_mismatch");
        assertThat(ana.response.text()).contains("VP8").contains("H264");
    }

    @Test
    void other_methods_are_405_with_allow() {
        Client coach = publisher();
        for (String method : List.of("PUT", "PATCH", "DELETE", "TRACE")) {
            EndpointResponse endpoint = get(method, "/whip/yoga");
            isProblem(endpoint, 405, "method_not_allowed");
            assertThat(endpoint.header("Allow").orElseThrow()).contains("POST");
        }
        EndpointResponse session = get("POST", coach.sessionUrl());
        isProblem(session, 405, "method_not_allowed");
        assertThat(session.header("Allow").orElseThrow()).contains("DELETE", "PATCH");
    }

    @Test
    void deleting_twice_is_200_and_then_404() {
        Client coach = publisher();
        assertThat(stage.http("DELETE", coach.sessionUrl(), Map.of("If-Match", "\"wrong\""), "")
                        .status())
                .isEqualTo(200);
        isProblem(get("DELETE", coach.sessionUrl()), 404, "session_not_found");
    }

    @Test
    void a_session_is_not_found_under_another_stream_or_door() {
        String id = publisher().sessionUrl().substring("/whip/yoga/".length());
        isProblem(get("DELETE", "/whip/pilates/" + id), 404, "session_not_found");
        isProblem(get("DELETE", "/whep/yoga/" + id), 404, "session_not_found");
        isProblem(get("DELETE", "/whip/yoga/AAAAAAAAAAAAAAAAAAAAAAAA"), 404, "session_not_found");
        isProblem(get("GET", "/elsewhere"), 404, "not_found");
    }

    private EndpointResponse patch(Client client, Map<String, String> headers, String body) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.putIfAbsent("Content-Type", FRAGMENT);
        return stage.http("PATCH", client.sessionUrl(), all, body);
    }

    private static String fragment(String ufrag, String pwd) {
        return "a=group:BUNDLE 0 1\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:0\r\na=ice-ufrag:" + ufrag
                + "\r\na=ice-pwd:" + pwd
                + "\r\na=candidate:1 1 udp 2130706431 198.51.100.9 50000 typ host\r\n"
                + "a=candidate:2 1 udp 2130706431 4f2d.local 50001 typ host\r\n"
                + "a=candidate:3 1 tcp 1518280447 198.51.100.9 9 typ host tcptype active\r\n";
    }

    private static String current(Client client) {
        return fragment(
                client.transport().localCredentials().ufrag(),
                client.transport().localCredentials().pwd());
    }

    @Test
    void trickled_candidates_are_204_without_body_and_entity_tag() {
        Client coach = publisher();
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("If-Match", coach.response.header("ETag").orElseThrow()),
                Map.of("If-Match", "*"),
                Map.of("If-Match", "\"*\""))) {
            EndpointResponse response = patch(coach, headers, current(coach));
            assertThat(response.status()).isEqualTo(204);
            assertThat(response.body()).isEmpty();
            assertThat(response.header("ETag")).isEmpty();
        }
    }

    @Test
    void a_fragment_of_another_type_or_form_is_refused_and_the_session_lives() {
        Client coach = publisher();
        isProblem(patch(coach, Map.of("Content-Type", "text/plain"), "x"), 415, "unsupported_media_type");
        isProblem(patch(coach, Map.of(), "\u0000\u0001"), 400, "malformed_sdp");
        isProblem(patch(coach, Map.of(), "a=ice-ufrag:abc\r\na=ice-pwd:short\r\n"), 400, "malformed_sdp");
        isProblem(patch(coach, Map.of(), "a".repeat(1_000_000)), 413, "too_large");
        isProblem(patch(coach, Map.of("If-Match", "\"stale\""), current(coach)), 412, "precondition_failed");
        assertThat(patch(coach, Map.of(), current(coach)).status()).isEqualTo(204);
    }

    @Test
    void an_ice_restart_is_200_with_new_credentials_and_a_new_entity_tag_while_media_flows() {
        Client coach = publisher();
        Client ana = stage.client().watch("yoga", "good-ana").connected();
        String before = ana.response.header("ETag").orElseThrow();
        EndpointResponse restarted = ana.restart("*");
        assertThat(restarted.status()).isEqualTo(200);
        assertThat(restarted.header("Content-Type")).hasValue(FRAGMENT);
        assertThat(restarted.header("ETag").orElseThrow()).isNotEqualTo(before);
        assertThat(restarted.text()).contains("a=ice-ufrag:", "a=ice-pwd:", "a=candidate:", "a=end-of-candidates");
        isProblem(patch(ana, Map.of("If-Match", before), current(ana)), 412, "precondition_failed");
        stage.passMillis(200);
        int had = ana.video().size();
        coach.frame(false, 2);
        assertThat(ana.video()).hasSize(had + 2);
        assertThat(ana.closedByServer).isFalse();
    }

    @Test
    void in_strict_mode_a_patch_needs_the_right_entity_tag() {
        try (Stage strict = new Stage(RouterOptions.withGrace(Duration.ofSeconds(10)), Limits.DEFAULT, true)) {
            Client coach =
                    strict.client().publish("yoga", "good-coach", Client.vp8()).connected();
            Map<String, String> type = Map.of("Content-Type", FRAGMENT);
            isProblem(strict.http("PATCH", coach.sessionUrl(), type, current(coach)), 428, "precondition_required");
            Map<String, String> star = Map.of("Content-Type", FRAGMENT, "If-Match", "*");
            isProblem(strict.http("PATCH", coach.sessionUrl(), star, current(coach)), 412, "precondition_failed");
            Map<String, String> right = Map.of(
                    "Content-Type",
                    FRAGMENT,
                    "If-Match",
                    coach.response.header("ETag").orElseThrow());
            assertThat(strict.http("PATCH", coach.sessionUrl(), right, current(coach))
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void too_many_posts_are_429_and_too_many_sessions_503() {
        try (Stage small =
                new Stage(RouterOptions.withGrace(Duration.ofSeconds(10)), new Limits(3, 100, 100, 1, 5), false)) {
            small.client().publish("yoga", "good-coach", Client.vp8()).connected();
            small.client().watch("yoga", "good-ana").connected();
            small.client().watch("yoga", "good-ben").connected();
            Client full = small.client().watch("yoga", "good-eve");
            isProblem(full.response, 503, "server_full");
            assertThat(full.response.header("Retry-After")).isPresent();
            small.client().watch("yoga", "good-eve");
            Client late = small.client().watch("yoga", "good-eve");
            isProblem(late.response, 429, "rate_limited");
            assertThat(late.response.header("Retry-After")).isPresent();
        }
    }

    @Test
    void a_fault_of_the_policy_lets_nobody_in() {
        stage.door.broken = true;
        isProblem(stage.http("POST", "/whip/yoga", KEY, "v=0"), 500, "internal_error");
        assertThat(stage.desk.sessions()).isZero();
    }
}
