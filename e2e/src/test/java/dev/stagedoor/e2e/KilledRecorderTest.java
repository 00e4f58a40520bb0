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
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A class at Cloudflare, which keeps no recording of it, while servers that record and upload it are killed; Cloudflare and the browsers live on. */
@Tag("browser")
class KilledRecorderTest {

    private static final Predicate<Call> CONTENT = call -> call.method().equals("PATCH");
    private static final int CUT_AFTER_BYTES = 50_000;
    private static final Duration UPLOADED_WITHIN = Visitor.PATIENCE.multipliedBy(4);
    private static final Duration TAKEN_OVER_WITHIN = Visitor.PATIENCE.multipliedBy(2);
    private static final Pattern RECORDS = Pattern.compile("(?m)^stagedoor_recordings_active(\\{.*})? 1");

    @TempDir
    private Path sharedDisk;

    private final List<ServerProcess> servers = new ArrayList<>();
    private final CountDownLatch killedInTheUpload = new CountDownLatch(1);
    private LocalCloudflare cloudflare;
    private Chromium chromium;

    @BeforeEach
    void openTheDoors() {
        cloudflare = LocalCloudflare.builder().start();
        chromium = Chromium.start();
    }

    @AfterEach
    void closeTheDoors() {
        chromium.close();
        servers.forEach(ServerProcess::close);
        cloudflare.close();
    }

    private ServerProcess server(String name, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(Map.of(
                "CLOUDFLARE_ACCOUNT_ID", LocalCloudflare.ACCOUNT_ID,
                "CLOUDFLARE_API_TOKEN", LocalCloudflare.API_TOKEN,
                "CLOUDFLARE_BASE_URL", cloudflare.apiBase().toString()));
        variables.putAll(more);
        ServerProcess server = ServerProcess.start(name, variables);
        servers.add(server);
        return server;
    }

    @Test
    void one_video_has_all_that_was_written_when_the_server_is_killed_on_the_air_and_in_the_upload() throws Exception {
        ServerProcess server = server("killed-recorder", Map.of());
        RecordingsOnDisk recordings = RecordingsOnDisk.of(server);
        String id = aClassWithAna(server);
        double written;
        try (Visitor coach = chromium.visitor("killed-recorder", server)) {
            goLive(coach, id);
            recordings.awaitSeconds(3);
            server.kill();
            written = recordings.secondsWritten();
            server.startAgain();
            recordings.awaitSeconds(written + 3);
            killInTheUpload(server);
            end(server, id);
        }
        awaitKilledInTheUpload();
        server.startAgain();

        assertOneVideo(server, id, recordings, written);
    }

    @Test
    void one_video_has_all_that_was_written_when_one_node_is_killed_on_the_air_and_another_in_the_upload()
            throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            node("one", postgres);
            node("other", postgres);
            RecordingsOnDisk recordings = RecordingsOnDisk.of(servers.get(0));
            String id = aClassWithAna(servers.get(0));
            ServerProcess first;
            double written;
            try (Visitor coach = chromium.visitor("killed-node", servers.get(0))) {
                goLive(coach, id);
                first = recorder();
                ServerProcess second = servers.get(first == servers.get(0) ? 1 : 0);
                recordings.awaitSeconds(3);
                first.kill();
                written = recordings.secondsWritten();
                Await.until("the other node records", TAKEN_OVER_WITHIN, () -> records(second));
                recordings.awaitSeconds(written + 3);
                killInTheUpload(second);
                end(second, id);
            }
            awaitKilledInTheUpload();
            first.startAgain();

            assertOneVideo(first, id, recordings, written);
            servers.forEach(ServerProcess::close);
        }
    }

    private void node(String name, EmbeddedPostgres postgres) {
        server(
                "killed-node-" + name,
                Map.of(
                        "STAGEDOOR_NODE", name,
                        "STAGEDOOR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres"),
                        "STAGEDOOR_DATA_DIR", sharedDisk.toString()));
    }

    private ServerProcess recorder() {
        return Await.until(
                        "one of the nodes records",
                        Visitor.PATIENCE,
                        () -> servers.stream()
                                .filter(KilledRecorderTest::records)
                                .toList(),
                        found -> found.size() == 1)
                .get(0);
    }

    private static boolean records(ServerProcess server) {
        return RECORDS.matcher(Api.anonymous(server).get("/metrics").response().body())
                .find();
    }

    private static String aClassWithAna(ServerProcess server) {
        String id = Api.coach(server).createClass("Far away", 0).path("id").asText();
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
        return id;
    }

    private static void goLive(Visitor coach, String id) {
        People.enterStudio(coach);
        People.goLive(coach, id);
    }

    private static void end(ServerProcess server, String id) {
        Api.coach(server).post("/api/instructor/streams/" + id + "/end").expect(200);
    }

    private void killInTheUpload(ServerProcess server) {
        cloudflare.faults().cutNextUploadAfter(CUT_AFTER_BYTES);
        cloudflare.faults().next(CONTENT, Fault.NONE, Fault.DROP_BEFORE.holding(() -> {
            server.kill();
            killedInTheUpload.countDown();
        }));
    }

    private void awaitKilledInTheUpload() throws InterruptedException {
        assertThat(killedInTheUpload.await(UPLOADED_WITHIN.toSeconds(), TimeUnit.SECONDS))
                .as("the server was killed while it went on with an upload that had been cut")
                .isTrue();
    }

    private void assertOneVideo(ServerProcess server, String id, RecordingsOnDisk recordings, double written) {
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
