package dev.stagedoor.cloudflare.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.cloudflare.stream.LiveNotification.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookBodiesTest {
    private static final String UID = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<LiveNotification> notification(String data) {
        return LiveNotification.parse(
                bytes("{'name': 'live hook', 'text': 'Notification type: Stream Live Input', 'ts': 1795338902, 'data': "
                        + data + "}"));
    }

    @ParameterizedTest
    @CsvSource({"errorReasonCode,errorReasonText", "errReasonCode,errReasonText"})
    void a_failed_video_says_why_in_either_spelling(String code, String text) {
        Video video = WebhookPayload.parse(
                        bytes("{'uid': '" + UID + "', 'readyToStream': false, 'status': {'state': 'error', '" + code
                                + "': 'ERR_NON_VIDEO', '" + text + "': 'no video'}, 'new': {'x': 1}}"))
                .orElseThrow();

        assertThat(video.uid()).isEqualTo(UID);
        assertThat(video.status().state()).isEqualTo(VideoState.ERROR);
        assertThat(video.status().errorReasonCode()).contains("ERR_NON_VIDEO");
        assertThat(video.status().errorReasonText()).contains("no video");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "{'uid': ''}", "{'uid': null}", "'uid'", "{'uid': 'x'", "\u0000"})
    void what_is_no_video_is_nothing(String body) {
        assertThat(WebhookPayload.parse(bytes(body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "live_input.connected,CONNECTED",
        "live_input.disconnected,DISCONNECTED",
        "live_input.errored,ERRORED",
        "live_input.dreamt,OTHER"
    })
    void a_notification_names_the_input_and_what_happened(String word, Event event) {
        assertThat(notification("{'notification_name': 'Stream Live Input', 'input_id': '" + UID + "', 'event_type': '"
                        + word + "', 'updated_at': '2026-11-22T09:16:10.101010101Z'}"))
                .contains(new LiveNotification(
                        UID, event, Optional.of(Instant.parse("2026-11-22T09:16:10.101010101Z")), Optional.empty()));
    }

    @Test
    void an_error_has_a_code() {
        assertThat(notification(
                                "{'input_id': '" + UID + "', 'event_type': 'live_input.errored', 'live_input_errored':"
                                        + " {'error': {'code': 'ERR_GOP_OUT_OF_RANGE', 'message': 'long'}, 'video_codec': 'h264'}}")
                        .orElseThrow()
                        .error())
                .contains("ERR_GOP_OUT_OF_RANGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{'text': 'Hello World! This is a test message'}",
                "{'data': {}}",
                "{'data': []}"
            })
    void what_is_about_something_else_is_nothing(String body) {
        assertThat(LiveNotification.parse(bytes(body))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "right,right,true",
        "wrong,right,false",
        "righ,right,false",
        "rightt,right,false",
        "'',right,false",
        "'','',false"
    })
    void the_shared_secret_must_be_the_same_and_not_empty(String given, String secret, boolean authentic) {
        assertThat(LiveNotification.isAuthentic(given, secret)).isEqualTo(authentic);
    }
}
