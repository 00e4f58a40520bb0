package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** Basic, direct and resumable uploads. */
class UploadsTest extends LocalCloudflareTest {
    private static final int CHUNK = 5_242_880;
    private static final byte[] LONG_VIDEO = TestVideo.of(640, 480, 15);

    private static String metadata(String key, String value) {
        return key + " " + Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private Api.Reply create(String query, long length, String metadata) {
        HttpRequest.Builder request = api.request("/stream" + query)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", String.valueOf(length))
                .POST(HttpRequest.BodyPublishers.noBody());
        return api.send(
                metadata.isEmpty()
                        ? request.build()
                        : request.header("Upload-Metadata", metadata).build());
    }

    private static HttpRequest append(String location, long offset, byte[] chunk) {
        return HttpRequest.newBuilder(URI.create(location))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", String.valueOf(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(chunk))
                .build();
    }

    private Api.Reply offset(String location) {
        return api.send(HttpRequest.newBuilder(URI.create(location))
                .header("Tus-Resumable", "1.0.0")
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private Api.Reply promise(String json) {
        return api.post("/stream/direct_upload", json);
    }

    private static HttpRequest directly(String url, byte[] content) {
        return Api.multipart(HttpRequest.newBuilder(URI.create(url)), "POST", "file", content);
    }

    @Test
    void a_resumable_upload_takes_chunks_and_becomes_a_video() {
        Api.Reply created = create(
                "",
                LONG_VIDEO.length,
                metadata("name", "Yoga") + ",requiresignedurls,"
                        + metadata("allowedorigins", "example.com,*.example.org"));
        String uid = created.header("stream-media-id");
        String location = created.header("Location");
        assertThat(created.status()).isEqualTo(201);
        assertThat(api.state(uid)).isEqualTo("pendingupload");

        Api.Reply first = api.send(append(location, 0, Arrays.copyOf(LONG_VIDEO, CHUNK)));
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.header("Upload-Offset")).isEqualTo(String.valueOf(CHUNK));
        assertThat(offset(location).header("Upload-Offset")).isEqualTo(String.valueOf(CHUNK));
        api.send(append(location, CHUNK, Arrays.copyOfRange(LONG_VIDEO, CHUNK, LONG_VIDEO.length)));
        assertThat(offset(location).header("Upload-Offset")).isEqualTo(String.valueOf(LONG_VIDEO.length));

        clock.advance(ENCODING);
        JsonNode video = api.video(uid);
        assertThat(video.path("status").path("state").asText()).isEqualTo("ready");
        assertThat(video.path("size").asLong()).isEqualTo(LONG_VIDEO.length);
        assertThat(video.path("meta").path("name").asText()).isEqualTo("Yoga");
        assertThat(video.path("requireSignedURLs").asBoolean()).isTrue();
        assertThat(video.path("allowedOrigins")).hasSize(2);
        assertThat(local.mediaState().video(uid).orElseThrow().file().orElseThrow())
                .hasBinaryContent(LONG_VIDEO);
    }

    @Test
    void an_upload_goes_on_where_the_connection_broke() {
        String location = create("", LONG_VIDEO.length, "").header("Location");
        local.faults().cutNextUploadAfter(1000);

        assertThatThrownBy(() -> api.trySend(append(location, 0, LONG_VIDEO))).isInstanceOf(IOException.class);
        assertThat(offset(location).header("Upload-Offset")).isEqualTo("1000");
        Api.Reply rest = api.send(append(location, 1000, Arrays.copyOfRange(LONG_VIDEO, 1000, LONG_VIDEO.length)));

        assertThat(rest.status()).isEqualTo(204);
        assertThat(rest.header("Upload-Offset")).isEqualTo(String.valueOf(LONG_VIDEO.length));
    }

    @Test
    void a_wrong_offset_is_a_conflict() {
        String location = create("", LONG_VIDEO.length, "").header("Location");

        assertThat(api.send(append(location, 5, LONG_VIDEO)).status()).isEqualTo(409);
        api.send(append(location, 0, Arrays.copyOf(LONG_VIDEO, CHUNK)));
        assertThat(api.send(append(location, 0, Arrays.copyOf(LONG_VIDEO, CHUNK)))
                        .status())
                .isEqualTo(409);
        assertThat(offset(location).header("Upload-Offset")).isEqualTo(String.valueOf(CHUNK));
    }

    @Test
    void chunks_of_the_wrong_size_are_refused_except_the_last() {
        String location = create("", LONG_VIDEO.length, "").header("Location");

        assertThat(api.send(append(location, 0, new byte[1024])).status()).isEqualTo(400);
        assertThat(api.send(append(location, 0, new byte[CHUNK + 1])).status()).isEqualTo(400);
        assertThat(api.send(append(location, 0, new byte[LONG_VIDEO.length + 1]))
                        .status())
                .isEqualTo(413);
        assertThat(offset(location).header("Upload-Offset")).isEqualTo("0");
    }

    @Test
    void an_upload_expires() {
        String location = create("", LONG_VIDEO.length, metadata("expiry", "2026-11-26T09:10:00Z"))
                .header("Location");
        assertThat(offset(location).status()).isEqualTo(200);

        clock.advance(Duration.ofMinutes(10));

        assertThat(offset(location).status()).isEqualTo(404);
    }

    @Test
    void a_creation_without_version_length_or_readable_metadata_is_refused() {
        assertThat(create("", 31L * 1024 * 1024 * 1024, "").status()).isEqualTo(413);
        assertThat(create("", 5, "name ***").status()).isEqualTo(400);
        assertThat(create("?direct_user=true", 5, "").status()).isEqualTo(400);
        assertThat(create("?direct_user=true", 5, metadata("maxDurationSeconds", "60"))
                        .status())
                .isEqualTo(201);
        assertThat(api.send(append(
                                local.apiBase().resolve("/upload/tus/unknown").toString(), 0, new byte[1]))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_direct_upload_needs_no_token_and_works_once() {
        JsonNode promise =
                promise("{\"maxDurationSeconds\":60,\"meta\":{\"name\":\"a\"}}").result();
        String url = promise.path("uploadURL").asText();
        String uid = promise.path("uid").asText();
        assertThat(api.state(uid)).isEqualTo("pendingupload");
        assertThat(api.video(uid).path("uploadExpiry").asText()).isEqualTo("2026-11-26T09:30:00.000000Z");

        Api.Reply first = api.send(directly(url, TestVideo.ofSeconds(1)));

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(api.send(directly(url, TestVideo.ofSeconds(1))).status()).isEqualTo(404);
        assertThat(api.state(uid)).isEqualTo("queued");
    }

    @Test
    void a_direct_upload_expires_and_needs_a_longest_duration() {
        String url = promise("{\"maxDurationSeconds\":60}")
                .result()
                .path("uploadURL")
                .asText();
        clock.advance(Duration.ofMinutes(30));

        assertThat(api.send(directly(url, TestVideo.ofSeconds(1))).status()).isEqualTo(404);
        assertThat(promise("{}").code()).isEqualTo(10005);
    }

    @Test
    void a_video_longer_than_was_allowed_ends_in_error() {
        JsonNode promise = promise("{\"maxDurationSeconds\":1}").result();
        api.send(directly(promise.path("uploadURL").asText(), TestVideo.ofSeconds(2)));
        local.finishEncoding();

        assertThat(api.video(promise.path("uid").asText())
                        .path("status")
                        .path("errorReasonCode")
                        .asText())
                .isEqualTo("ERR_DURATION_EXCEED_CONSTRAINT");
    }

    @Test
    void a_browser_may_ask_before_it_uploads() {
        String url = promise("{\"maxDurationSeconds\":60}")
                .result()
                .path("uploadURL")
                .asText();

        Api.Reply reply = api.send(HttpRequest.newBuilder(URI.create(url))
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                .build());

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Methods")).contains("POST");
    }

    @Test
    void a_form_without_a_file_or_broken_off_makes_no_video() {
        assertThat(api.multipart("POST", "/stream", "other", new byte[3]).status())
                .isEqualTo(400);

        HttpRequest brokenOff = api.request("/stream")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nabc"))
                .build();
        assertThatThrownBy(() -> api.trySend(brokenOff)).isInstanceOf(IOException.class);
        assertThat(api.get("/stream").result()).isEmpty();
    }

    @Test
    void the_121st_video_in_processing_is_refused() {
        for (int i = 0; i < 120; i++) {
            api.newVideo(TestVideo.ofSeconds(1));
        }

        assertThat(create("", 5, "").status()).isEqualTo(429);
        clock.advance(ENCODING);
        assertThat(create("", 5, "").status()).isEqualTo(201);
    }
}
