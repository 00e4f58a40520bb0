package dev.stagedoor.cloudflare.stream;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VideosTest extends StreamTest {
    private static final String VIDEO = "ea95132c15732412d22c1476fa83f27a";
    private static final String FULL = """
            {"uid": "ea95132c15732412d22c1476fa83f27a", "creator": "ada",
             "status": {"state": "inprogress", "step": "encoding", "pctComplete": "39.000000", "errorReasonCode": "", "errorReasonText": ""},
             "readyToStream": true, "readyToStreamAt": "2026-11-22T09:20:00.5Z", "duration": 61.5, "size": 4190963,
             "input": {"width": 1280, "height": 720},
             "playback": {"hls": "https://customer-abc.cloudflarestream.com/ea95/manifest/video.m3u8",
                          "dash": "https://customer-abc.cloudflarestream.com/ea95/manifest/video.mpd"},
             "preview": "https://customer-abc.cloudflarestream.com/ea95/watch",
             "thumbnail": "https://customer-abc.cloudflarestream.com/ea95/thumbnails/thumbnail.jpg", "thumbnailTimestampPct": 0.5,
             "meta": {"name": "lesson 1"},
             "publicDetails": {"title": "Lesson", "share_link": null, "channel_link": "https://a.example", "logo": null, "media_id": 12},
             "created": "2026-11-22T09:15:02.123456Z", "modified": "2026-11-22T09:15:03Z", "uploaded": "2026-11-22T09:15:04Z",
             "uploadExpiry": null, "scheduledDeletion": "2027-01-22T09:15:02Z",
             "requireSignedURLs": true, "allowedOrigins": ["example.com"], "maxSizeBytes": null, "maxDurationSeconds": 3600,
             "liveInput": "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "clippedFrom": null, "watermark": {"uid": "w1", "name": "logo"}}
            """;

    @Test
    void all_of_a_video_is_read() {
        answers("GET", "/" + VIDEO, ok(FULL));

        Video video = stream.videos().find(VIDEO).orElseThrow();

        assertThat(onlyCall()).isEqualTo("GET /" + VIDEO);
        assertSentNothing();
        assertThat(video.uid()).isEqualTo(VIDEO);
        assertThat(video.creator()).contains("ada");
        assertThat(video.status().state()).isEqualTo(VideoState.IN_PROGRESS);
        assertThat(video.status().step()).contains("encoding");
        assertThat(video.status().percentComplete()).hasValue(39);
        assertThat(video.status().errorReasonCode()).isEmpty();
        assertThat(video.readyToStream()).isTrue();
        assertThat(video.readyToStreamAt()).contains(Instant.parse("2026-11-22T09:20:00.5Z"));
        assertThat(video.duration()).contains(Duration.ofMillis(61_500));
        assertThat(video.size()).isEqualTo(4_190_963);
        assertThat(video.input().width()).hasValue(1280);
        assertThat(video.input().height()).hasValue(720);
        assertThat(video.playback().orElseThrow().hls().orElseThrow().getPath()).isEqualTo("/ea95/manifest/video.m3u8");
        assertThat(video.preview().orElseThrow().getPath()).isEqualTo("/ea95/watch");
        assertThat(video.thumbnail().orElseThrow().getPath()).isEqualTo("/ea95/thumbnails/thumbnail.jpg");
        assertThat(video.thumbnailTimestampPct()).hasValue(0.5);
        assertThat(video.meta()).containsExactly(Map.entry("name", "lesson 1"));
        assertThat(video.publicDetails().orElseThrow().title()).contains("Lesson");
        assertThat(video.publicDetails().orElseThrow().shareLink()).isEmpty();
        assertThat(video.publicDetails().orElseThrow().mediaId()).contains("12");
        assertThat(video.created()).contains(Instant.parse("2026-11-22T09:15:02.123456Z"));
        assertThat(video.modified()).contains(Instant.parse("2026-11-22T09:15:03Z"));
        assertThat(video.uploaded()).contains(Instant.parse("2026-11-22T09:15:04Z"));
        assertThat(video.uploadExpiry()).isEmpty();
        assertThat(video.scheduledDeletion()).contains(Instant.parse("2027-01-22T09:15:02Z"));
        assertThat(video.requireSignedUrls()).isTrue();
        assertThat(video.allowedOrigins()).containsExactly("example.com");
        assertThat(video.maxSizeBytes()).isEmpty();
        assertThat(video.maxDurationSeconds()).hasValue(3600);
        assertThat(video.liveInput()).contains(UID);
        assertThat(video.clippedFrom()).isEmpty();
        assertThat(video.watermark()).contains("w1");
    }

    @Test
    void a_broadcast_has_no_duration_and_no_picture_yet() {
        answers("GET", "/" + VIDEO, ok("""
                {'uid':'v','status':{'state':'live-inprogress'},'duration':-1,'size':0,'input':{'width':-1,'height':-1}}"""));

        Video video = stream.videos().find(VIDEO).orElseThrow();

        assertThat(video.duration()).isEmpty();
        assertThat(video.input()).isEqualTo(Dimensions.read(Fields.none()));
        assertThat(video.preview()).isEmpty();
        assertThat(video.playback()).isEmpty();
    }

    @Test
    void both_spellings_of_a_failure_are_read() {
        for (String name : List.of("errorReasonCode", "errReasonCode")) {
            answers(
                    "GET",
                    "/" + VIDEO,
                    ok("{'uid':'v','status':{'state':'error','" + name
                            + "':'ERR_NON_VIDEO','errReasonText':'no video'}}"));

            VideoStatus status = stream.videos().find(VIDEO).orElseThrow().status();

            assertThat(status.state()).isEqualTo(VideoState.ERROR);
            assertThat(status.errorReasonCode()).contains("ERR_NON_VIDEO");
            assertThat(status.errorReasonText()).contains("no video");
        }
    }

    @Test
    void a_state_of_tomorrow_is_read_as_other() {
        answers("GET", "/" + VIDEO, ok("{'uid':'v','status':{'state':'dreaming'}}"));

        assertThat(stream.videos().find(VIDEO).orElseThrow().status().state()).isEqualTo(VideoState.OTHER);
    }

    @Test
    void an_unknown_video_is_no_fault() {
        answers("GET", "/" + VIDEO, notFound());

        assertThat(stream.videos().find(VIDEO)).isEmpty();
    }

    @Test
    void a_wrong_account_never_looks_like_an_unknown_video() {
        answers("GET", "/" + VIDEO, refusal(404, 7003, "No route for the URI"));
        answers("DELETE", "/" + VIDEO, refusal(404, 7003, "No route for the URI"));

        assertThatThrownBy(() -> stream.videos().find(VIDEO)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> stream.videos().delete(VIDEO)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void a_404_of_something_that_is_not_cloudflare_never_looks_like_a_deleted_video() {
        answers("DELETE", "/" + VIDEO, aResponse().withStatus(404).withBody("<html>nginx</html>"));

        assertThatThrownBy(() -> stream.videos().delete(VIDEO)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void edit_posts_only_what_is_set() {
        answers("POST", "/" + VIDEO, ok(FULL));

        stream.videos().edit(VIDEO, VideoEdit.builder().noScheduledDeletion().build());

        assertThat(onlyCall()).isEqualTo("POST /" + VIDEO);
        assertSent("{'scheduledDeletion': null}");
    }

    @Test
    void edit_posts_every_field_as_documented() {
        answers("POST", "/" + VIDEO, ok(FULL));

        stream.videos()
                .edit(
                        VIDEO,
                        VideoEdit.builder()
                                .meta(Map.of("name", "lesson 2"))
                                .creator("bob")
                                .requireSignedUrls(true)
                                .allowedOrigins(List.of())
                                .scheduledDeletion(Instant.parse("2027-01-22T09:15:02Z"))
                                .thumbnailTimestampPct(0.25)
                                .maxDurationSeconds(60)
                                .uploadExpiry(Instant.parse("2026-11-23T00:00:00Z"))
                                .publicDetails(new PublicDetails(
                                        Optional.of("Lesson"),
                                        Optional.of("https://a.example/s"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of("never sent")))
                                .build());

        assertSent("""
                {'meta': {'name': 'lesson 2'}, 'creator': 'bob', 'requireSignedURLs': true, 'allowedOrigins': [],
                 'scheduledDeletion': '2027-01-22T09:15:02Z', 'thumbnailTimestampPct': 0.25, 'maxDurationSeconds': 60,
                 'uploadExpiry': '2026-11-23T00:00:00Z', 'publicDetails': {'title': 'Lesson', 'share_link': 'https://a.example/s'}}""");
    }

    @Test
    void a_deletion_takes_an_empty_body_the_empty_text_and_no_content() {
        for (var answer :
                List.of(aResponse().withStatus(200), ok("''"), aResponse().withStatus(204))) {
            answers("DELETE", "/" + VIDEO, answer);

            assertThat(stream.videos().delete(VIDEO)).isTrue();
        }
    }

    @Test
    void a_deletion_that_an_odd_page_answers_is_not_taken_for_done() {
        answers("DELETE", "/" + VIDEO, aResponse().withStatus(200).withBody("<html>sign in to this network</html>"));

        assertThatThrownBy(() -> stream.videos().delete(VIDEO)).isInstanceOf(CloudflareIoException.class);
    }

    @Test
    void a_video_that_is_being_broadcast_cannot_be_deleted() {
        answers("DELETE", "/" + VIDEO, refusal(409, 10046, "live in progress"));

        assertThatThrownBy(() -> stream.videos().delete(VIDEO)).isInstanceOfSatisfying(ConflictException.class, it -> {
            assertThat(it.code()).hasValue(10046);
            assertThat(it.retryable()).isTrue();
        });
        assertThat(requests()).hasSize(1);
    }

    @Test
    void a_copy_posts_its_source_under_the_newer_name() {
        answers("POST", "/copy", ok(FULL));

        stream.videos().copy(CopyRequest.of(URI.create("https://a.example/v.mp4?sig=1")));

        assertThat(onlyCall()).isEqualTo("POST /copy");
        assertSent("{'input': 'https://a.example/v.mp4?sig=1'}");
    }

    @Test
    void a_copy_posts_every_setting_as_documented() {
        answers("POST", "/copy", ok(FULL));

        stream.videos()
                .copy(new CopyRequest(
                        URI.create("https://a.example/v.mp4"), settings().build()));

        assertSent("""
                {'input': 'https://a.example/v.mp4', 'name': 'lesson 1', 'meta': {'name': 'lesson 1', 'class': 'c-1'}, 'creator': 'ada',
                 'requireSignedURLs': true, 'allowedOrigins': ['example.com'], 'scheduledDeletion': '2027-01-22T09:15:02Z',
                 'thumbnailTimestampPct': 0.5, 'watermark': {'uid': 'w1'}}""");
    }

    @Test
    void a_clip_posts_its_bounds_in_seconds() {
        answers("POST", "/clip", ok("{'uid':'c','clippedFrom':'" + VIDEO + "','status':{'state':'queued'}}"));

        Video clip =
                stream.videos().clip(new ClipRequest(VIDEO, 10, 25, settings().build()));

        assertThat(onlyCall()).isEqualTo("POST /clip");
        assertSent("""
                {'clippedFromVideoUID': 'ea95132c15732412d22c1476fa83f27a', 'startTimeSeconds': 10, 'endTimeSeconds': 25,
                 'meta': {'name': 'lesson 1', 'class': 'c-1'}, 'creator': 'ada', 'requireSignedURLs': true,
                 'allowedOrigins': ['example.com'], 'scheduledDeletion': '2027-01-22T09:15:02Z', 'thumbnailTimestampPct': 0.5,
                 'watermark': {'uid': 'w1'}}""");
        assertThat(clip.clippedFrom()).contains(VIDEO);
    }

    @Test
    void an_empty_clip_is_refused_unsent() {
        assertThatThrownBy(() -> new ClipRequest(VIDEO, 10, 10, VideoSettings.defaults()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_direct_upload_is_asked_for() {
        answers("POST", "/direct_upload", ok("""
                {'uid': 'v', 'uploadURL': 'https://upload.videodelivery.net/secret', 'watermark': {'uid': 'w1'},
                 'scheduledDeletion': '2027-01-22T09:15:02Z'}"""));

        DirectUpload upload = stream.videos()
                .directUpload(new DirectUploadRequest(
                        3600,
                        settings().expiry(Instant.parse("2026-11-22T10:00:00Z")).build()));

        assertThat(onlyCall()).isEqualTo("POST /direct_upload");
        assertSent("""
                {'maxDurationSeconds': 3600, 'expiry': '2026-11-22T10:00:00Z', 'meta': {'name': 'lesson 1', 'class': 'c-1'},
                 'creator': 'ada', 'requireSignedURLs': true, 'allowedOrigins': ['example.com'],
                 'scheduledDeletion': '2027-01-22T09:15:02Z', 'thumbnailTimestampPct': 0.5, 'watermark': {'uid': 'w1'}}""");
        assertThat(upload.uid()).isEqualTo("v");
        assertThat(upload.uploadUrl()).isEqualTo(URI.create("https://upload.videodelivery.net/secret"));
        assertThat(upload.watermark()).contains("w1");
        assertThat(upload.scheduledDeletion()).contains(Instant.parse("2027-01-22T09:15:02Z"));
    }

    @Test
    void storage_usage_is_read_for_all_and_for_one_creator() {
        answers("GET", "/storage-usage", ok("""
                {'creator': 'ada l', 'totalStorageMinutes': 12.5, 'totalStorageMinutesLimit': '1000', 'videoCount': 3}"""));

        StorageUsage usage = stream.videos().storageUsage(Optional.of("ada l"));

        assertThat(onlyCall()).isEqualTo("GET /storage-usage?creator=ada%20l");
        assertThat(usage.creator()).contains("ada l");
        assertThat(usage.totalStorageMinutes()).isEqualTo(12.5);
        assertThat(usage.totalStorageMinutesLimit()).hasValue(1000);
        assertThat(usage.videoCount()).hasValue(3);
        CLOUDFLARE.resetRequests();
        stream.videos().storageUsage(Optional.empty());
        assertThat(onlyCall()).isEqualTo("GET /storage-usage");
    }

    @Test
    void a_token_is_signed_with_all_claims() {
        answers("POST", "/" + VIDEO + "/token", ok("{'token':'aaa.bbb.ccc'}"));

        String token = stream.videos()
                .token(
                        VIDEO,
                        TokenRequest.builder()
                                .key("k1", "LS0t")
                                .expiresAt(Instant.ofEpochSecond(1_795_338_902))
                                .notBefore(Instant.ofEpochSecond(1_795_330_000))
                                .downloadable(true)
                                .accessRules(List.of(
                                        AccessRule.country(AccessRule.Action.ALLOW, List.of("DE", "AT")),
                                        AccessRule.ip(AccessRule.Action.ALLOW, List.of("192.0.2.0/24")),
                                        AccessRule.any(AccessRule.Action.BLOCK)))
                                .original(true)
                                .build());

        assertThat(token).isEqualTo("aaa.bbb.ccc");
        assertThat(onlyCall()).isEqualTo("POST /" + VIDEO + "/token");
        assertSent("""
                {'id': 'k1', 'pem': 'LS0t', 'exp': 1795338902, 'nbf': 1795330000, 'downloadable': true,
                 'accessRules': [{'type': 'ip.geoip.country', 'action': 'allow', 'country': ['DE', 'AT']},
                                 {'type': 'ip.src', 'action': 'allow', 'ip': ['192.0.2.0/24']}, {'type': 'any', 'action': 'block'}],
                 'flags': {'original': true}}""");
    }

    @Test
    void a_token_without_claims_posts_an_empty_object() {
        answers("POST", "/" + VIDEO + "/token", ok("{'token':'aaa.bbb.ccc'}"));

        stream.videos().token(VIDEO, TokenRequest.defaults());

        assertSent("{}");
    }

    @Test
    void an_embed_is_html() {
        answers("GET", "/" + VIDEO + "/embed", "<iframe src=\"x\"></iframe>");

        assertThat(stream.videos().embed(VIDEO)).isEqualTo("<iframe src=\"x\"></iframe>");
        assertThat(onlyCall()).isEqualTo("GET /" + VIDEO + "/embed");
        assertThat(onlyRequest().getHeader("Accept")).isEqualTo("text/html");
    }

    private static VideoSettings.Builder settings() {
        return VideoSettings.builder()
                .name("lesson 1")
                .meta("class", "c-1")
                .creator("ada")
                .requireSignedUrls(true)
                .allowedOrigins(List.of("example.com"))
                .scheduledDeletion(Instant.parse("2027-01-22T09:15:02Z"))
                .thumbnailTimestampPct(0.5)
                .watermark("w1");
    }
}
