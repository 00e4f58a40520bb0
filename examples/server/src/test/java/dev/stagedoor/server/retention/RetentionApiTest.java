package dev.stagedoor.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Patience;
import dev.stagedoor.server.RecordedClass;
import dev.stagedoor.server.TestServer;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** From the last frame to the catalog, or to nothing, by rounds on call. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RetentionApiTest {

    private static final String SECRET = "a-secret-for-cron-0123456789";

    @RegisterExtension
    static final TestServer SERVER = new TestServer(config -> config.variable("CRON_SECRET", SECRET));

    private static Client operator() {
        return SERVER.anonymous().with("Authorization", "Bearer " + SECRET);
    }

    private static String pictureFor(Client client, RecordedClass of) {
        return client.plain("GET", "/streams/" + of.id() + "/thumbnail").header("Content-Type");
    }

    private static JsonNode round(String name) {
        return operator().get("/api/cron/" + name).expect(200).json();
    }

    @Test
    void a_class_that_nobody_bought_is_deleted_and_one_that_sold_becomes_a_workout() throws Exception {
        RecordedClass unsold = RecordedClass.give(SERVER, "Unsold", false);
        RecordedClass sold = RecordedClass.give(SERVER, "Sold", true);
        SERVER.server().storeRecordings();
        SERVER.capture(unsold.id(), new byte[] {1, 2, 3});
        assertThat(pictureFor(SERVER.coach(), unsold)).isEqualTo("image/jpeg");
        SERVER.advance(Duration.ofDays(8));

        JsonNode plan = operator()
                .get("/api/cron/cleanup-recordings?dryRun=true")
                .expect(200)
                .json()
                .path("planned");
        assertThat(plan.findValuesAsText("streamId")).contains(unsold.id(), sold.id());
        round("cleanup-recordings");

        Client coach = SERVER.coach();
        coach.get("/api/instructor/streams/" + unsold.id() + "/recording.mp4").expect(404, "recording_not_found");
        assertThat(pictureFor(coach, unsold)).startsWith("image/svg+xml");
        assertThat(operator()
                        .get("/api/operator/retention")
                        .json()
                        .path("entries")
                        .findValuesAsText("action"))
                .contains("deleted", "condemned", "retained");

        OffsetDateTime due = OffsetDateTime.parse(SERVER.anonymous()
                .get("/api/streams/" + sold.id())
                .json()
                .path("migrationScheduledAt")
                .asText());
        SERVER.advance(Duration.between(SERVER.now(), due.toInstant()));
        assertThat(round("migrate-streams-to-workouts").path("done").asInt()).isPositive();
        assertThat(round("migrate-streams-to-workouts").path("done").asInt()).isZero();

        JsonNode workout = SERVER.anonymous()
                .get("/api/workouts?q=sold")
                .expect(200)
                .json()
                .path("workouts")
                .get(0);
        assertThat(workout.path("title").asText()).isEqualTo("Sold");
        String watch = "/api/workouts/" + workout.path("id").asText() + "/watch";
        Client member = sold.memberAgain();
        JsonNode ticket = member.post(watch).expect(200).json();
        assertThat(SERVER.anonymous()
                        .with("Authorization", "Bearer " + ticket.path("token").asText())
                        .plain(
                                "GET",
                                java.net
                                        .URI
                                        .create(ticket.path("hlsUrl").asText())
                                        .getPath())
                        .status())
                .isEqualTo(200);
        SERVER.newMember().post(watch).expect(403, "not_enrolled");
        SERVER.anonymous().post(watch).expect(401);
    }

    @Test
    void the_owner_downloads_a_recording_as_mp4_and_nobody_else_does() throws Exception {
        RecordedClass yoga = RecordedClass.give(SERVER, "To take home", true);
        Client coach = SERVER.coach();
        String path = "/api/instructor/streams/" + yoga.id() + "/recording.mp4";

        int status = Patience.until(() -> coach.plain("GET", path).status(), it -> it != 202);

        assertThat(status).isEqualTo(200);
        Client.Answer part = coach.with("Range", "bytes=4-7").plain("GET", path);
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("ftyp");
        SERVER.newMember().get(path).expect(403);
    }

    @Test
    void figures_tell_what_was_recorded_and_what_sweeps_did() throws Exception {
        RecordedClass.give(SERVER, "Counted", false);
        round("cleanup-recordings");

        assertThat(SERVER.anonymous().get("/metrics").text())
                .contains(
                        "stagedoor_recording_changes_total{state=\"ready\"}",
                        "stagedoor_recordings_bytes_total",
                        "stagedoor_recordings_gaps_total",
                        "stagedoor_retention_sweeps_seconds_count{sweep=\"cleanup\"}",
                        "stagedoor_recordings_stopped 0");
    }

    @Test
    void a_wrong_secret_runs_nothing() {
        for (String name :
                new String[] {"cleanup-recordings", "migrate-streams-to-workouts", "delete-orphaned-assets"}) {
            SERVER.anonymous().get("/api/cron/" + name).expect(401, "unauthenticated");
        }
        SERVER.anonymous().get("/api/operator/retention").expect(401, "unauthenticated");
    }
}
