package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos: their run, lists, edits and deletion. */
class VideosTest extends LocalCloudflareTest {
    private String video() {
        return api.newVideo(TestVideo.ofSeconds(2));
    }

    private List<String> uids(String query) {
        return StreamSupport.stream(api.get("/stream" + query).result().spliterator(), false)
                .map(it -> it.path("uid").asText())
                .toList();
    }

    @Test
    void an_upload_is_queued_then_in_progress_then_ready() {
        String uid = video();
        assertThat(api.state(uid)).isEqualTo("queued");

        clock.advance(Duration.ofSeconds(3));
        JsonNode encoding = api.video(uid);
        assertThat(encoding.path("status").path("state").asText()).isEqualTo("inprogress");
        assertThat(encoding.path("status").path("pctComplete").asText()).isEqualTo("37.500000");
        assertThat(encoding.path("status").path("step").asText()).isEqualTo("encoding");
        assertThat(encoding.path("readyToStream").asBoolean(true)).isFalse();
        assertThat(encoding.path("duration").asInt()).isEqualTo(-1);
        assertThat(encoding.has("thumbnail")).isFalse();

        clock.advance(Duration.ofSeconds(4));
        JsonNode playable = api.video(uid);
        assertThat(playable.path("status").path("state").asText()).isEqualTo("inprogress");
        assertThat(playable.path("readyToStream").asBoolean()).isTrue();
        assertThat(playable.path("readyToStreamAt").asText()).isEqualTo("2026-11-26T09:00:06.000000Z");

        clock.advance(Duration.ofSeconds(1));
        JsonNode ready = api.video(uid);
        assertThat(ready.path("status").path("state").asText()).isEqualTo("ready");
        assertThat(ready.path("status").path("pctComplete").asText()).isEqualTo("100.000000");
        assertThat(ready.path("duration").asDouble()).isEqualTo(2);
        assertThat(ready.path("input").path("width").asInt()).isEqualTo(16);
        assertThat(ready.path("preview").asText()).isEqualTo(local.mediaBase() + "/" + uid + "/watch");
        assertThat(ready.path("playback").path("hls").asText())
                .isEqualTo(local.mediaBase() + "/" + uid + "/manifest/video.m3u8");
    }

    @Test
    void encoding_can_be_finished_at_once() {
        String uid = video();

        local.finishEncoding();

        assertThat(api.state(uid)).isEqualTo("ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {"this is no video", ""})
    void a_file_that_is_no_video_ends_in_error(String content) {
        String uid = api.newVideo(content.getBytes(StandardCharsets.UTF_8));
        clock.advance(ENCODING);

        JsonNode video = api.video(uid);

        assertThat(video.path("status").path("state").asText()).isEqualTo("error");
        assertThat(video.path("status").path("errorReasonCode").asText()).isEqualTo("ERR_NON_VIDEO");
        assertThat(video.path("readyToStream").asBoolean(true)).isFalse();
    }

    @Test
    void a_video_without_length_ends_in_error() {
        String uid = api.newVideo(TestVideo.of(16, 16, 0));
        local.finishEncoding();

        assertThat(api.state(uid)).isEqualTo("error");
    }

    @Test
    void without_native_libraries_the_container_decides() throws IOException {
        Path file = Files.createTempFile("container", "");
        Files.write(file, "....ftypisom".getBytes(StandardCharsets.US_ASCII));
        assertThat(MediaFacts.byContainer(file).video()).isTrue();
        Files.write(file, "nothing".getBytes(StandardCharsets.US_ASCII));
        assertThat(MediaFacts.byContainer(file).video()).isFalse();
        Files.delete(file);
    }

    @Test
    void lists_are_paged_by_the_time_of_creation_newest_first() {
        String first = video();
        String second = video();
        clock.advance(Duration.ofSeconds(1));
        String third = video();
        assertThat(uids("")).containsExactly(third, second, first);
        assertThat(uids("?asc=true&limit=2")).containsExactly(first, second);

        String created = api.video(second).path("created").asText();

        assertThat(uids("?before=" + created)).containsExactly(first);
        assertThat(uids("?end=" + created)).containsExactly(first);
        assertThat(uids("?after=" + created)).containsExactly(third);
        assertThat(uids("?start=" + created)).containsExactly(third);
    }

    @Test
    void counts_stand_beside_the_result() {
        video();
        video();

        JsonNode envelope = api.get("/stream?include_counts=true&limit=1").json();

        assertThat(envelope.path("range").asInt()).isEqualTo(1);
        assertThat(envelope.path("total").asInt()).isEqualTo(2);
        assertThat(api.get("/stream").json().has("total")).isFalse();
    }

    @Test
    void lists_are_filtered() {
        String uid = video();
        video();
        api.post("/stream/" + uid, "{\"meta\":{\"name\":\"Morning Yoga\"},\"creator\":\"ana\"}");
        local.finishEncoding();

        assertThat(uids("?id=" + uid)).containsExactly(uid);
        assertThat(uids("?creator=ana")).containsExactly(uid);
        assertThat(uids("?search=yoga")).containsExactly(uid);
        assertThat(uids("?video_name=Morning%20Yoga")).containsExactly(uid);
        assertThat(uids("?video_name=yoga")).isEmpty();
        assertThat(uids("?status=ready")).hasSize(2);
        assertThat(uids("?status=error")).isEmpty();
        assertThat(uids("?type=live")).isEmpty();
        assertThat(uids("?type=vod")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001"})
    void a_limit_outside_1_to_1000_is_refused(String limit) {
        Api.Reply reply = api.get("/stream?limit=" + limit);

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(10005);
    }

    @Test
    void a_limit_that_is_no_number_breaks_the_service() {
        Api.Reply reply = api.get("/stream?limit=abc");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.text()).isEmpty();
    }

    @Test
    void an_edit_leaves_alone_what_it_omits() {
        String uid = video();
        api.post("/stream/" + uid, "{\"meta\":{\"name\":\"a\"},\"requireSignedURLs\":true}");

        JsonNode edited = api.post(
                        "/stream/" + uid, "{\"publicDetails\":{\"title\":\"A\"},\"thumbnailTimestampPct\":0.5}")
                .result();

        assertThat(edited.path("requireSignedURLs").asBoolean()).isTrue();
        assertThat(edited.path("meta").path("name").asText()).isEqualTo("a");
        assertThat(edited.path("publicDetails").path("title").asText()).isEqualTo("A");
        assertThat(edited.path("publicDetails").path("logo").isNull()).isTrue();
        assertThat(edited.path("thumbnailTimestampPct").asDouble()).isEqualTo(0.5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-12-03T09:00:00Z", "2029-11-28T09:00:00Z"})
    void a_deletion_cannot_be_scheduled_before_30_or_after_1096_days(String time) {
        Api.Reply reply = api.post("/stream/" + video(), "{\"scheduledDeletion\":\"" + time + "\"}");

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.code()).isEqualTo(10060);
    }

    @Test
    void the_clock_carries_out_a_scheduled_deletion_which_null_takes_back() {
        String kept = video();
        String deleted = video();
        for (String uid : List.of(kept, deleted)) {
            api.post("/stream/" + uid, "{\"scheduledDeletion\":\"2026-12-26T09:00:00Z\"}");
        }
        api.post("/stream/" + kept, "{\"scheduledDeletion\":null}");

        clock.advance(Duration.ofDays(30));

        assertThat(uids("")).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"maxDurationSeconds\":36001}",
                "{\"thumbnailTimestampPct\":1.5}",
                "{\"creator\":\"12345678901234567890123456789012345678901234567890123456789012345\"}",
                "{\"scheduledDeletion\":\"tomorrow\"}"
            })
    void fields_outside_their_range_are_refused(String body) {
        assertThat(api.post("/stream/" + video(), body).code()).isEqualTo(10005);
    }

    @Test
    void a_deletion_answers_without_a_body() {
        String uid = video();

        Api.Reply deleted = api.delete("/stream/" + uid);

        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.text()).isEmpty();
        assertThat(api.delete("/stream/" + uid).code()).isEqualTo(10003);
        assertThat(local.mediaState().video(uid)).isEmpty();
    }

    @Test
    void the_media_host_sees_the_file_of_a_video() {
        String uid = video();
        local.finishEncoding();

        VideoView view = local.mediaState().video(uid).orElseThrow();

        assertThat(view.ready()).isTrue();
        assertThat(view.file().orElseThrow()).hasSize(TestVideo.ofSeconds(2).length);
    }

    @Test
    void storage_is_counted_in_minutes_and_by_creator() {
        String uid = api.newVideo(TestVideo.ofSeconds(6));
        api.newVideo(TestVideo.ofSeconds(6));
        api.post("/stream/" + uid, "{\"creator\":\"ana\"}");

        assertThat(api.get("/stream/storage-usage").text())
                .contains("{\"totalStorageMinutes\":0.2,\"totalStorageMinutesLimit\":1000,\"videoCount\":2}");
        assertThat(api.get("/stream/storage-usage?creator=ana")
                        .result()
                        .path("videoCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_full_storage_takes_no_uploads_but_makes_inputs() {
        restart(LocalCloudflare.builder().storageMinutes(0));

        assertThat(api.post("/stream/direct_upload", "{\"maxDurationSeconds\":60}")
                        .code())
                .isEqualTo(10011);
        assertThat(api.post("/stream/live_inputs", "{}").status()).isEqualTo(200);
    }

    @Test
    void minutes_watched_by_hls_show_in_the_analytics() {
        String uid = video();
        local.mediaState().watched(uid, Duration.ofSeconds(100));
        local.mediaState().watched(uid, Duration.ofSeconds(80));
        clock.advance(Duration.ofDays(1));
        local.mediaState().watched(uid, Duration.ofSeconds(60));

        assertThat(Minutes.ask(api, local, "{\"from\":\"2026-11-26\",\"to\":\"2026-11-27\",\"uid\":\"" + uid + "\"}"))
                .isEqualTo("[{\"sum\":{\"minutesViewed\":3},\"dimensions\":{\"uid\":\"" + uid + "\"}}]");
        assertThat(Minutes.ask(api, local, "{\"from\":\"2026-11-26\",\"to\":\"2026-12-27\"}"))
                .contains(":4},");
        assertThat(Minutes.ask(api, local, "{\"from\":\"2026-11-26\",\"to\":\"2026-12-27\",\"uid\":\"other\"}"))
                .isEqualTo("[]");
    }

    @Test
    void an_embed_code_is_html() {
        Api.Reply reply = api.get("/stream/" + video() + "/embed");

        assertThat(reply.header("Content-Type")).isEqualTo("text/html");
        assertThat(reply.text()).startsWith("<iframe");
    }
}
