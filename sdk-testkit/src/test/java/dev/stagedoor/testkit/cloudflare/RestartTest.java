package dev.stagedoor.testkit.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State and files survive a restart where a folder was given. */
class RestartTest extends LocalCloudflareTest {
    @TempDir
    Path folder;

    private void again() {
        restart(LocalCloudflare.builder().dataDirectory(folder));
    }

    @Test
    void everything_is_there_again_under_the_addresses_of_the_new_run() {
        again();
        String input = api.newRecordingInput();
        String video = api.newVideo(TestVideo.ofSeconds(2));
        String key = api.post("/stream/keys", "").result().path("id").asText();
        JsonNode before = api.get("/stream/live_inputs/" + input).result();

        again();

        JsonNode after = api.get("/stream/live_inputs/" + input).result();
        assertThat(after.path("rtmps")).isEqualTo(before.path("rtmps"));
        assertThat(after.path("webRTCPlayback").path("url").asText()).startsWith(local.mediaBase() + "/" + input);
        assertThat(local.mediaState().signingKey(key)).isPresent();
        assertThat(local.mediaState().video(video).orElseThrow().file().orElseThrow())
                .hasSize(TestVideo.ofSeconds(2).length);
    }

    @Test
    void what_a_later_clock_has_made_due_is_carried_out_at_the_start() {
        again();
        String video = api.newVideo(TestVideo.ofSeconds(2));
        String deleted = api.newVideo(TestVideo.ofSeconds(2));
        api.post("/stream/" + deleted, "{\"scheduledDeletion\":\"2026-12-27T09:00:00Z\"}");
        local.close();

        clock.advance(Duration.ofDays(40));
        again();

        assertThat(api.state(video)).isEqualTo("ready");
        assertThat(api.get("/stream/" + deleted).status()).isEqualTo(404);
        assertThat(folder.resolve("files").resolve(deleted)).doesNotExist();
    }

    @Test
    void an_upload_goes_on_after_a_restart() {
        again();
        byte[] content = TestVideo.of(640, 480, 15);
        Api.Reply created = api.send(api.request("/stream")
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", String.valueOf(content.length))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        URI before = URI.create(created.header("Location"));
        append(before, 0, Arrays.copyOf(content, 5_242_880));

        again();
        URI after = local.apiBase().resolve(before.getPath());
        append(after, 5_242_880, Arrays.copyOfRange(content, 5_242_880, content.length));
        local.finishEncoding();

        assertThat(api.state(created.header("stream-media-id"))).isEqualTo("ready");
    }

    private void append(URI location, long offset, byte[] chunk) {
        api.send(HttpRequest.newBuilder(location)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Offset", String.valueOf(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(chunk))
                .build());
    }

    @Test
    void a_half_written_state_is_never_read() throws IOException {
        again();
        String input = api.newInput("{}");
        local.close();
        Files.writeString(folder.resolve("state.json.part"), "{\"inp");

        again();

        assertThat(api.get("/stream/live_inputs/" + input).status()).isEqualTo(200);
    }

    @Test
    void without_a_folder_nothing_is_left_behind() throws IOException {
        String video = api.newVideo(TestVideo.ofSeconds(1));
        Path file = local.mediaState().video(video).orElseThrow().file().orElseThrow();

        local.close();

        assertThat(file.getParent().getParent()).doesNotExist();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }
}
