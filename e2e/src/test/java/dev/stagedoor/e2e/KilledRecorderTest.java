package dev.stagedoor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.e2e.foreign.Ffprobe;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.Chromium;
import dev.stagedoor.e2e.harness.People;
import dev.stagedoor.e2e.harness.RecordingsOnDisk;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.e2e.harness.Visitor;
import dev.stagedoor.testkit.cloudflare.Call;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import dev.stagedoor.testkit.fault.Fault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A class at Cloudflare, which keeps no recording of it, while the server that records and uploads it is killed; Cloudflare and the browsers live on. */
@Tag("browser")
class KilledRecorderTest {

    private static final Predicate<Call> CONTENT = call -> call.method().equals("PATCH");
    private static final int CUT_AFTER_BYTES = 50_000;
    private static final Duration UPLOADED_WITHIN = Visitor.PATIENCE.multipliedBy(4);

    private LocalCloudflare cloudflare;
    private ServerProcess server;
    private RecordingsOnDisk recordings;
    private Chromium chromium;

    @BeforeEach
    void openTheDoors() {
        cloudflare = LocalCloudflare.builder().start();
        server = ServerProcess.start(
                "killed-recorder",
                Map.of(
                        "CLOUDFLARE_ACCOUNT_ID", LocalCloudflare.ACCOUNT_ID,
                        "CLOUDFLARE_API_TOKEN", LocalCloudflare.API_TOKEN,
                        "CLOUDFLARE_BASE_URL", cloudflare.apiBase().toString()));
        recordings = RecordingsOnDisk.of(server);
        chromium = Chromium.start();
    }

    @AfterEach
    void closeTheDoors() {
        chromium.close();
        server.close();
        cloudflare.close();
    }

    @Test
    void one_video_has_all_that_was_written_when_the_server_is_killed_on_the_air_and_in_the_upload() throws Exception {
        String id = Api.coach(server).createClass("Far away", 0).path("id").asText();
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
        CountDownLatch killedInTheUpload = new CountDownLatch(1);
        double written;
        try (Visitor coach = chromium.visitor("killed-recorder", server)) {
            People.enterStudio(coach);
            People.goLive(coach, id);
            recordings.awaitSeconds(3);
            server.kill();
            written = recordings.secondsWritten();
            server.startAgain();
            recordings.awaitSeconds(written + 3);
            cloudflare.faults().cutNextUploadAfter(CUT_AFTER_BYTES);
            cloudflare.faults().next(CONTENT, Fault.NONE, Fault.DROP_BEFORE.holding(() -> {
                server.kill();
                killedInTheUpload.countDown();
            }));
            Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
        }
        assertThat(killedInTheUpload.await(UPLOADED_WITHIN.toSeconds(), TimeUnit.SECONDS))
                .as("the server was killed while it went on with an upload that had been cut")
                .isTrue();
        server.startAgain();
        Await.until(
                "the recording is at Cloudflare, and nothing of it here",
                UPLOADED_WITHIN,
                () -> !recordings.anythingLeft());

        assertThat(videos()).hasSize(1);
        assertThat(offsets())
                .as("offsets at which content was sent")
                .contains(0L)
                .anyMatch(at -> at > 0);
        JsonNode ticket =
                Api.member(server, "ana").post("/api/streams/" + id + "/watch").expect(200);
        Map<String, Ffprobe.Track> tracks = Ffprobe.tracks(ticket.path("hlsUrl").asText(), "");
        assertThat(tracks).containsOnlyKeys("h264", "opus");
        assertThat(tracks.get("h264").seconds())
                .as("seconds of pictures, of which %s were written before the first kill", written)
                .isGreaterThan(written + 3);
    }

    private List<Long> offsets() {
        return cloudflare.calls(CONTENT).stream()
                .map(call -> Long.parseLong(call.header("Upload-Offset").orElseThrow()))
                .toList();
    }

    private JsonNode videos() {
        URI api = cloudflare.apiBase();
        return Api.anonymous(api)
                .with("Authorization", "Bearer " + LocalCloudflare.API_TOKEN)
                .get(api.getPath() + "/accounts/" + LocalCloudflare.ACCOUNT_ID + "/stream")
                .expect(200)
                .path("result");
    }
}
