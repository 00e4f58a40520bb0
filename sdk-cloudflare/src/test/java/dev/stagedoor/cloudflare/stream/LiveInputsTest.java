package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveInputsTest extends StreamTest {
    private static final String FULL = """
            {"uid": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
             "rtmps": {"url": "rtmps://live.cloudflare.com:443/live/", "streamKey": "rtmps-key"},
             "rtmpsPlayback": {"url": "rtmps://live.cloudflare.com:443/live/", "streamKey": "rtmps-play-key"},
             "srt": {"url": "srt://live.cloudflare.com:778", "streamId": "0a1b", "passphrase": "srt-pass"},
             "srtPlayback": {"url": "srt://live.cloudflare.com:778", "streamId": "play0a1b", "passphrase": "srt-play-pass"},
             "webRTC": {"url": "https://customer-abc123def456.cloudflarestream.com/secret/webRTC/publish"},
             "webRTCPlayback": {"url": "https://customer-abc123def456.cloudflarestream.com/0a1b/webRTC/play"},
             "playback": {"hls": "https://customer-abc123def456.cloudflarestream.com/0a1b/manifest/video.m3u8",
                          "dash": "https://customer-abc123def456.cloudflarestream.com/0a1b/manifest/video.mpd"},
             "created": "2026-11-22T09:15:02.123456Z", "modified": "2026-11-22T09:15:03.123456Z",
             "enabled": true, "preferLowLatency": false, "meta": {"name": "room 12", "seats": 40}, "status": null,
             "recording": {"mode": "automatic", "timeoutSeconds": null, "requireSignedURLs": true, "allowedOrigins": null,
                           "hideLiveViewerCount": false},
             "deleteRecordingAfterDays": null, "somethingNew": {"of": ["tomorrow"]}}
            """;

    @Test
    void create_posts_only_what_is_set() {
        answers("POST", "/live_inputs", ok(FULL));

        stream.liveInputs().create(LiveInputSettings.defaults());

        assertThat(onlyCall()).isEqualTo("POST /live_inputs");
        assertThat(onlyRequest().containsHeader("Idempotency-Key")).isFalse();
        assertSent("{}");
    }

    @Test
    void create_posts_every_field_where_the_documentation_puts_it() {
        answers("POST", "/live_inputs", ok(FULL));

        stream.liveInputs()
                .create(LiveInputSettings.builder()
                        .name("room 12")
                        .meta("class", "c-1")
                        .recordingMode(RecordingMode.AUTOMATIC)
                        .timeoutSeconds(10)
                        .requireSignedUrls(true)
                        .allowedOrigins(List.of("example.com", "*.example.com"))
                        .hideLiveViewerCount(true)
                        .deleteRecordingAfterDays(45)
                        .defaultCreator("ada")
                        .enabled(false)
                        .preferLowLatency(true)
                        .build());

        assertSent("""
                {'meta': {'name': 'room 12', 'class': 'c-1'},
                 'recording': {'mode': 'automatic', 'timeoutSeconds': 10, 'requireSignedURLs': true,
                               'allowedOrigins': ['example.com', '*.example.com'], 'hideLiveViewerCount': true},
                 'deleteRecordingAfterDays': 45, 'defaultCreator': 'ada', 'enabled': false, 'preferLowLatency': true}""");
    }

    @Test
    void create_carries_the_idempotency_key() {
        answers("POST", "/live_inputs", ok(FULL));

        stream.liveInputs().create(LiveInputSettings.defaults(), "class-c-1");

        assertThat(onlyRequest().getHeader("Idempotency-Key")).isEqualTo("class-c-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Other: 1", "\u00e9"})
    void a_key_that_is_no_header_value_is_refused_unsent(String key) {
        assertThatThrownBy(() -> stream.liveInputs().create(LiveInputSettings.defaults(), key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void a_key_of_a_deleted_input_is_a_conflict() {
        answers("POST", "/live_inputs", refusal(409, 10099, "key was used"));

        assertThatThrownBy(() -> stream.liveInputs().create(LiveInputSettings.defaults(), "class-c-1"))
                .isInstanceOf(ConflictException.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void all_of_a_live_input_is_read() {
        answers("GET", "/live_inputs/" + UID, ok(FULL));

        LiveInput input = stream.liveInputs().find(UID).orElseThrow();

        assertThat(onlyCall()).isEqualTo("GET /live_inputs/" + UID);
        assertSentNothing();
        assertThat(input.uid()).isEqualTo(UID);
        assertThat(input.whipUrl())
                .contains(URI.create("https://customer-abc123def456.cloudflarestream.com/secret/webRTC/publish"));
        assertThat(input.whepUrl())
                .contains(URI.create("https://customer-abc123def456.cloudflarestream.com/0a1b/webRTC/play"));
        assertThat(input.rtmps())
                .contains(new RtmpsEndpoint(URI.create("rtmps://live.cloudflare.com:443/live/"), "rtmps-key"));
        assertThat(input.rtmpsPlayback().orElseThrow().streamKey()).isEqualTo("rtmps-play-key");
        assertThat(input.srt())
                .contains(new SrtEndpoint(URI.create("srt://live.cloudflare.com:778"), "0a1b", "srt-pass"));
        assertThat(input.srtPlayback().orElseThrow().streamId()).isEqualTo("play0a1b");
        assertThat(input.playback().orElseThrow().hls().orElseThrow().getPath()).endsWith("/manifest/video.m3u8");
        assertThat(input.playback().orElseThrow().dash().orElseThrow().getPath())
                .endsWith("/manifest/video.mpd");
        assertThat(input.created()).contains(Instant.parse("2026-11-22T09:15:02.123456Z"));
        assertThat(input.modified()).contains(Instant.parse("2026-11-22T09:15:03.123456Z"));
        assertThat(input.keysRotatedAt()).isEmpty();
        assertThat(input.enabled()).isTrue();
        assertThat(input.preferLowLatency()).isFalse();
        assertThat(input.meta()).containsEntry("name", "room 12").containsEntry("seats", "40");
        assertThat(input.status()).isEmpty();
        assertThat(input.recording().mode()).isEqualTo(RecordingMode.AUTOMATIC);
        assertThat(input.recording().timeoutSeconds()).isEmpty();
        assertThat(input.recording().requireSignedUrls()).isTrue();
        assertThat(input.recording().allowedOrigins()).isEmpty();
        assertThat(input.deleteRecordingAfterDays()).isEmpty();
    }

    @Test
    void an_input_with_nothing_but_a_uid_is_read() {
        answers("GET", "/live_inputs/" + UID, ok("{'uid':'" + UID + "'}"));

        LiveInput input = stream.liveInputs().find(UID).orElseThrow();

        assertThat(input.whipUrl()).isEmpty();
        assertThat(input.recording().mode()).isEqualTo(RecordingMode.OTHER);
        assertThat(input.enabled()).isTrue();
    }

    @Test
    void an_answer_without_uid_is_unreadable() {
        answers("GET", "/live_inputs/" + UID, ok("{}"));

        assertThatThrownBy(() -> stream.liveInputs().find(UID)).isInstanceOf(CloudflareIoException.class);
    }

    @Test
    void status_as_a_text_is_read() {
        answers("GET", "/live_inputs/" + UID, ok("{'uid':'" + UID + "','status':'reconnecting'}"));

        LiveInputStatus status =
                stream.liveInputs().find(UID).orElseThrow().status().orElseThrow();

        assertThat(status.current().state()).isEqualTo("reconnecting");
        assertThat(status.isConnected()).isFalse();
    }

    @Test
    void status_as_an_object_is_read() {
        answers("GET", "/live_inputs/" + UID, ok("""
                {'uid':'x','status': {'current': {'ingestProtocol': 'rtmp', 'reason': 'connected', 'state': 'connected',
                    'statusEnteredAt': '2026-11-22T09:16:10.10Z', 'statusLastSeen': '2026-11-22T09:18:01.52Z'},
                  'history': [{'state': 'client_disconnect', 'reason': 'client_disconnect'}]}}"""));

        LiveInputStatus status =
                stream.liveInputs().find(UID).orElseThrow().status().orElseThrow();

        assertThat(status.isConnected()).isTrue();
        assertThat(status.current().ingestProtocol()).contains("rtmp");
        assertThat(status.current().enteredAt()).contains(Instant.parse("2026-11-22T09:16:10.10Z"));
        assertThat(status.current().lastSeen()).contains(Instant.parse("2026-11-22T09:18:01.52Z"));
        assertThat(status.history()).extracting(ConnectionState::state).containsExactly("client_disconnect");
    }

    @Test
    void the_timeout_zero_means_the_platforms_default() {
        answers("GET", "/live_inputs/" + UID, ok("{'uid':'x','recording':{'mode':'off','timeoutSeconds':0}}"));

        RecordingSettings recording =
                stream.liveInputs().find(UID).orElseThrow().recording();

        assertThat(recording.timeoutSeconds()).isEmpty();
        assertThat(recording.mode()).isEqualTo(RecordingMode.OFF);
    }

    @Test
    void numbers_and_truths_may_be_strings() {
        answers(
                "GET",
                "/live_inputs/" + UID,
                ok(
                        "{'uid':'x','enabled':'false','deleteRecordingAfterDays':'45','recording':{'timeoutSeconds':'30'}}"));

        LiveInput input = stream.liveInputs().find(UID).orElseThrow();

        assertThat(input.enabled()).isFalse();
        assertThat(input.deleteRecordingAfterDays()).hasValue(45);
        assertThat(input.recording().timeoutSeconds()).hasValue(30);
    }

    @Test
    void an_unknown_input_is_no_fault() {
        answers("GET", "/live_inputs/" + UID, notFound());

        assertThat(stream.liveInputs().find(UID)).isEmpty();
    }

    @Test
    void the_list_is_an_object() {
        answers("GET", "/live_inputs", ok("""
                {'liveInputs': [{'uid': 'a', 'created': '2026-11-22T09:15:02.1Z', 'modified': '2026-11-22T09:15:03Z', 'meta': {},
                                 'enabled': false, 'deleteRecordingAfterDays': 30}, {'uid': 'b'}],
                 'range': '2', 'total': 17}"""));

        LiveInputList list = stream.liveInputs().list();

        assertThat(onlyCall()).isEqualTo("GET /live_inputs?include_counts=true");
        assertThat(list.liveInputs()).extracting(LiveInputSummary::uid).containsExactly("a", "b");
        assertThat(list.liveInputs().get(0).enabled()).isFalse();
        assertThat(list.liveInputs().get(0).deleteRecordingAfterDays()).hasValue(30);
        assertThat(list.range()).hasValue(2);
        assertThat(list.total()).hasValue(17);
    }

    @Test
    void a_list_that_is_an_array_is_read_too() {
        answers("GET", "/live_inputs", ok("[{'uid':'a'}]"));

        assertThat(stream.liveInputs().list().liveInputs()).hasSize(1);
    }

    @Test
    void update_puts_only_what_is_set() {
        answers("PUT", "/live_inputs/" + UID, ok(FULL));

        stream.liveInputs()
                .update(
                        UID,
                        LiveInputSettings.builder()
                                .requireSignedUrls(false)
                                .keepRecordings()
                                .build());

        assertThat(onlyCall()).isEqualTo("PUT /live_inputs/" + UID);
        assertSent("{'recording': {'requireSignedURLs': false}, 'deleteRecordingAfterDays': null}");
    }

    @Test
    void seven_days_are_refused_by_cloudflare_with_its_code() {
        answers("PUT", "/live_inputs/" + UID, refusal(400, 10060, "must be between 30 and 1096"));

        assertThatThrownBy(() -> stream.liveInputs()
                        .update(
                                UID,
                                LiveInputSettings.builder()
                                        .deleteRecordingAfterDays(7)
                                        .build()))
                .isInstanceOfSatisfying(
                        BadRequestException.class, it -> assertThat(it.code()).hasValue(10060));
    }

    @Test
    void update_of_an_unknown_input_is_a_fault() {
        answers("PUT", "/live_inputs/" + UID, notFound());

        assertThatThrownBy(() -> stream.liveInputs().update(UID, LiveInputSettings.defaults()))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void delete_takes_the_empty_text() {
        answers("DELETE", "/live_inputs/" + UID, ok("''"));

        assertThat(stream.liveInputs().delete(UID)).isTrue();
        assertThat(onlyCall()).isEqualTo("DELETE /live_inputs/" + UID);
        assertSentNothing();
    }

    @Test
    void delete_takes_an_empty_body() {
        answers("DELETE", "/live_inputs/" + UID, aResponse().withStatus(200));

        assertThat(stream.liveInputs().delete(UID)).isTrue();
    }

    @Test
    void delete_of_what_is_gone_says_so() {
        answers("DELETE", "/live_inputs/" + UID, notFound());

        assertThat(stream.liveInputs().delete(UID)).isFalse();
    }

    @Test
    void enable_disable_and_rotate_keys_post_nothing_and_give_the_input() {
        for (String action : List.of("enable", "disable", "rotate_keys")) {
            answers(
                    "POST",
                    "/live_inputs/" + UID + "/" + action,
                    ok("{'uid':'" + action + "','keysRotatedAt':'2026-11-22T10:00:00.5Z'}"));
        }

        assertThat(stream.liveInputs().enable(UID).uid()).isEqualTo("enable");
        assertThat(stream.liveInputs().disable(UID).uid()).isEqualTo("disable");
        assertThat(stream.liveInputs().rotateKeys(UID).keysRotatedAt())
                .contains(Instant.parse("2026-11-22T10:00:00.5Z"));
        assertThat(requests())
                .allSatisfy(request -> assertThat(request.getBody()).isEmpty())
                .hasSize(3);
    }

    @Test
    void videos_of_an_input_are_listed() {
        answers("GET", "/live_inputs/" + UID + "/videos", ok("""
                [{'uid': 'v2', 'status': {'state': 'live-inprogress'}, 'duration': -1, 'size': 0, 'readyToStream': false,
                  'input': {'width': -1, 'height': -1}, 'liveInput': '0a1b2c3d4e5f60718293a4b5c6d7e8f9'},
                 {'uid': 'v1', 'status': {'state': 'ready', 'pctComplete': '100.000000'}, 'duration': 61.5}]"""));

        List<Video> videos = stream.liveInputs().videos(UID);

        assertThat(onlyCall()).isEqualTo("GET /live_inputs/" + UID + "/videos");
        assertThat(videos)
                .extracting(it -> it.status().state())
                .containsExactly(VideoState.LIVE_IN_PROGRESS, VideoState.READY);
        assertThat(videos.get(0).duration()).isEmpty();
        assertThat(videos.get(0).input().width()).isEmpty();
        assertThat(videos.get(0).liveInput()).contains(UID);
    }

    @Test
    void videos_of_an_unknown_input_are_a_fault() {
        answers("GET", "/live_inputs/" + UID + "/videos", notFound());

        assertThatThrownBy(() -> stream.liveInputs().videos(UID)).isInstanceOf(NotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "..", "../videos", "a/b", "a?b", "a#b", "a%2fb", "a b", "a\nb", "\u00e4"})
    void no_id_leaves_its_path(String id) {
        assertThatThrownBy(() -> stream.liveInputs().find(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stream.liveInputs().deleteOutput(UID, id))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(requests()).isEmpty();
    }
}
