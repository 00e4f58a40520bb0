package dev.stagedoor.server.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.Patience;
import dev.stagedoor.server.TestServer;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a newcomer finds in a demo that has just begun. */
class DemoTest {
    @RegisterExtension
    static final TestServer SERVER =
            new TestServer(config -> config.variable("CRON_SECRET", "a-secret-for-cron-0123456789"));

    private static JsonNode past(String title) {
        return SERVER.anonymous()
                .get("/api/streams?status=ended&q=" + title)
                .expect(200)
                .json()
                .path("streams")
                .get(0);
    }

    /** It gets there behind the start. */
    private static JsonNode workout() {
        return Patience.until(
                        () -> SERVER.anonymous()
                                .get("/api/workouts")
                                .expect(200)
                                .json()
                                .path("workouts"),
                        found -> !found.isEmpty())
                .get(0);
    }

    private static Client.Answer playlist(JsonNode ticket) {
        return SERVER.anonymous()
                .with("Authorization", "Bearer " + ticket.path("token").asText())
                .plain("GET", URI.create(ticket.path("hlsUrl").asText()).getPath());
    }

    @Test
    void a_replay_waits_for_the_member_who_had_a_seat() {
        String watch = "/api/streams/" + past("Breathing").path("id").asText() + "/watch";

        JsonNode ticket = SERVER.as("ana").post(watch).expect(200).json();

        assertThat(playlist(ticket).text()).contains("#EXTM3U");
        assertThat(playlist(ticket).status()).isEqualTo(200);
        SERVER.as("ben").post(watch).expect(403, "not_enrolled");
    }

    @Test
    void the_catalog_has_a_workout_that_the_member_who_had_a_seat_can_watch() {
        assertThat(workout().path("title").asText()).isEqualTo("Box breathing");
        assertThat(workout().path("durationMinutes").asLong()).isEqualTo(1);
        String watch = "/api/workouts/" + workout().path("id").asText() + "/watch";

        assertThat(playlist(SERVER.as("ana").post(watch).expect(200).json()).status())
                .isEqualTo(200);
        SERVER.as("ben").post(watch).expect(403, "not_enrolled");
    }

    @Test
    void a_class_of_last_week_shows_that_replays_end() {
        String watch = "/api/streams/" + past("Core").path("id").asText() + "/watch";

        assertThat(SERVER.as("ana").post(watch).expect(403).text()).contains("could be watched for seven days");
    }

    @Test
    void what_the_sweeps_find_is_in_order() {
        JsonNode workout = workout();
        Client operator = SERVER.anonymous().with("Authorization", "Bearer a-secret-for-cron-0123456789");

        assertThat(operator.get("/api/cron/cleanup-recordings?dryRun=true")
                        .expect(200)
                        .json()
                        .path("planned"))
                .isEmpty();
        assertThat(past("Box").path("migratedToWorkoutId").asText())
                .isEqualTo(workout.path("id").asText());
    }
}
