package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What belongs to videos: copies, clips, captions, audio tracks, downloads, watermarks. */
class ResourcesTest extends LocalCloudflareTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private Receiver origin;
    private String video;

    @BeforeEach
    void open() throws IOException {
        origin = new Receiver();
        video = api.newVideo(TestVideo.ofSeconds(4));
        local.finishEncoding();
    }

    @AfterEach
    void closeOrigin() {
        origin.close();
    }

    @Test
    void a_copy_is_fetched_from_loopback() {
        origin.serves(TestVideo.ofSeconds(3));

        JsonNode copy = api.post(
                        "/stream/copy", "{\"input\":\"" + origin.url("/file") + "\",\"meta\":{\"a\":1},\"name\":\"b\"}")
                .result();

        assertThat(copy.path("status").path("state").asText()).isEqualTo("downloading");
        assertThat(copy.path("meta").toString()).isEqualTo("{\"a\":1,\"name\":\"b\"}");
        clock.advance(ENCODING);
        JsonNode ready = api.video(copy.path("uid").asText());
        assertThat(ready.path("status").path("state").asText()).isEqualTo("ready");
        assertThat(ready.path("duration").asDouble()).isEqualTo(3);
    }

    @Test
    void a_copy_whose_origin_fails_ends_in_error() {
        String uid = api.post("/stream/copy", "{\"url\":\"" + origin.url("/missing") + "\"}")
                .result()
                .path("uid")
                .asText();
        local.finishEncoding();

        assertThat(api.video(uid).path("status").path("errorReasonCode").asText())
                .isEqualTo("ERR_FETCH_ORIGIN_ERROR");
    }

    @Test
    void a_copy_from_the_world_or_from_a_broken_address_is_an_invalid_url() {
        assertThat(api.post("/stream/copy", "{\"input\":\"http://192.0.2.1/a.mp4\"}")
                        .code())
                .isEqualTo(10010);
        assertThat(api.post("/stream/copy", "{\"input\":\"not a url\"}").code()).isEqualTo(10010);
        assertThat(api.post("/stream/copy", "{}").code()).isEqualTo(10005);
    }

    @Test
    void a_clip_is_a_new_video_of_the_length_asked_for() {
        JsonNode clip = api.post(
                        "/stream/clip",
                        "{\"clippedFromVideoUID\":\"" + video + "\",\"startTimeSeconds\":1,\"endTimeSeconds\":2.5}")
                .result();
        local.finishEncoding();

        assertThat(clip.path("clippedFrom").asText()).isEqualTo(video);
        assertThat(api.video(clip.path("uid").asText()).path("duration").asDouble())
                .isEqualTo(1.5);
        api.delete("/stream/" + video);
        assertThat(api.state(clip.path("uid").asText())).isEqualTo("ready");
    }

    @Test
    void a_clip_outside_its_video_is_refused() {
        assertThat(api.post(
                                "/stream/clip",
                                "{\"clippedFromVideoUID\":\"" + video
                                        + "\",\"startTimeSeconds\":5,\"endTimeSeconds\":6}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void captions_are_uploaded_listed_read_and_deleted() {
        String path = "/stream/" + video + "/captions";
        byte[] vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\nHello\n".getBytes(StandardCharsets.UTF_8);

        JsonNode caption = api.multipart("PUT", path + "/en", "file", vtt).result();
        clock.advance(ENCODING);

        assertThat(caption.toString())
                .isEqualTo("{\"language\":\"en\",\"label\":\"English\",\"generated\":false,\"status\":\"inprogress\"}");
        assertThat(api.get(path).result().path(0).path("status").asText()).isEqualTo("ready");
        assertThat(api.get(path + "/en/vtt").text()).contains("Hello");
        assertThat(api.get(path + "/en/vtt").header("Content-Type")).isEqualTo("text/vtt");
        assertThat(api.delete(path + "/en").status()).isEqualTo(200);
        assertThat(api.get(path + "/en").code()).isEqualTo(10003);
        assertThat(api.multipart("PUT", path + "/en", "file", new byte[4]).status())
                .isEqualTo(400);
    }

    @Test
    void captions_are_generated_in_some_languages_only() {
        String path = "/stream/" + video + "/captions";

        assertThat(api.post(path + "/de/generate", "")
                        .result()
                        .path("generated")
                        .asBoolean())
                .isTrue();
        assertThat(api.post(path + "/sv/generate", "").status()).isEqualTo(400);
    }

    @Test
    void audio_tracks_are_added_made_default_and_deleted() {
        String path = "/stream/" + video + "/audio";
        JsonNode track = api.post(path + "/copy", "{\"label\":\"Music\",\"url\":\"" + origin.url("/file") + "\"}")
                .result();
        String own = path + "/" + track.path("uid").asText();
        assertThat(track.path("status").asText()).isEqualTo("queued");
        clock.advance(ENCODING);

        assertThat(api.get(path).result().path("audio").path(0).path("status").asText())
                .isEqualTo("ready");
        assertThat(api.call("PATCH", own, "{\"default\":true}")
                        .result()
                        .path("default")
                        .asBoolean())
                .isTrue();
        assertThat(api.delete(own).status()).isEqualTo(400);
        api.call("PATCH", own, "{\"default\":false,\"label\":\"Voice\"}");
        assertThat(api.delete(own).status()).isEqualTo(200);
        assertThat(api.get(path).result().path("audio")).isEmpty();
    }

    @Test
    void downloads_are_made_by_type_and_take_their_time() {
        String path = "/stream/" + video + "/downloads";

        JsonNode made = api.post(path, "").result().path("default");
        api.post(path + "/audio", "");

        assertThat(made.path("status").asText()).isEqualTo("inprogress");
        assertThat(made.path("url").asText()).isEqualTo(local.mediaBase() + "/" + video + "/downloads/default.mp4");
        clock.advance(ENCODING);
        JsonNode ready = api.get(path).result();
        assertThat(ready.path("default").path("percentComplete").asDouble()).isEqualTo(100);
        assertThat(ready.path("audio").path("url").asText()).endsWith("/audio.m4a");
        assertThat(api.delete(path + "/audio").status()).isEqualTo(200);
        assertThat(api.delete(path).status()).isEqualTo(200);
        assertThat(api.get(path).result()).isEmpty();
        assertThat(api.post(path + "/film", "").status()).isEqualTo(404);
    }

    @Test
    void a_watermark_is_measured_and_named_in_videos() {
        JsonNode mark = api.multipart("POST", "/stream/watermarks", "file", PNG).result();
        String uid = mark.path("uid").asText();
        JsonNode video = api.post(
                        "/stream/direct_upload", "{\"maxDurationSeconds\":60,\"watermark\":{\"uid\":\"" + uid + "\"}}")
                .result();

        assertThat(mark.path("width").asInt()).isEqualTo(1);
        assertThat(mark.path("position").asText()).isEqualTo("upperRight");
        assertThat(video.path("watermark").path("uid").asText()).isEqualTo(uid);
        assertThat(api.get("/stream/watermarks").result()).hasSize(1);
        assertThat(api.delete("/stream/watermarks/" + uid).status()).isEqualTo(200);
        assertThat(api.get("/stream/watermarks/" + uid).code()).isEqualTo(10003);
    }

    @Test
    void a_watermark_is_fetched_from_loopback() {
        origin.serves(PNG);

        JsonNode mark = api.post(
                        "/stream/watermarks",
                        "{\"url\":\"" + origin.url("/file") + "\",\"scale\":0.5,\"position\":\"center\"}")
                .result();

        assertThat(mark.path("downloadedFrom").asText())
                .isEqualTo(origin.url("/file").toString());
        assertThat(mark.path("scale").asDouble()).isEqualTo(0.5);
        assertThat(api.post("/stream/watermarks", "{\"url\":\"http://192.0.2.1/a.png\"}")
                        .code())
                .isEqualTo(10010);
    }
}
