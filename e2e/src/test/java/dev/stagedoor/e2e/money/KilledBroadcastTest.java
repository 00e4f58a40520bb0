package dev.stagedoor.e2e.money;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.e2e.harness.Api;
import dev.stagedoor.e2e.harness.Await;
import dev.stagedoor.e2e.harness.ServerProcess;
import dev.stagedoor.jdbc.JdbcStorage;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server on a real PostgreSQL, killed while a class is on the air, and nobody comes back. */
class KilledBroadcastTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmbeddedPostgres postgres;
    private JdbcStorage storage;
    private ServerProcess server;
    private long timestamp;

    @BeforeEach
    void openTheDoors() throws IOException {
        postgres = EmbeddedPostgres.start();
        storage = JdbcStorage.open(postgres.getPostgresDatabase());
        server = ServerProcess.start(
                "killed-broadcast", Map.of("STAGEDOOR_DATABASE_URL", postgres.getJdbcUrl("postgres", "postgres")));
    }

    @AfterEach
    void closeTheDoors() throws IOException {
        server.close();
        postgres.close();
    }

    @Test
    void a_class_whose_server_is_killed_on_the_air_ends_and_is_paid_back_without_a_person() throws Exception {
        JsonNode created = Api.coach(server).createClass("Cut short", 20);
        String id = created.path("id").asText();
        Api.coach(server).post("/api/instructor/streams/" + id + "/start").expect(200);
        Api.member(server, "ana").post("/api/streams/" + id + "/enroll").expect(201);
        assertThat(balance()).isEqualTo(80);
        sendUntilSeen(created.path("broadcast"), StreamId.parse(id).orElseThrow());

        server.startAgain(Map.of("STAGEDOOR_CLOCK_OFFSET", "PT31M"));
        Api.anonymous(server)
                .with("Authorization", "Bearer cron-secret-of-the-tests")
                .get("/api/cron/reconcile-enrollments")
                .expect(200);

        JsonNode stream = Api.anonymous(server).get("/api/streams/" + id).expect(200);
        assertThat(stream.path("status").asText()).isEqualTo("ended");
        assertThat(balance()).isEqualTo(100);
        assertThat(Api.member(server, "ana")
                        .get("/api/me/enrollments")
                        .expect(200)
                        .toString())
                .contains("refunded");
    }

    private long balance() {
        return Api.member(server, "ana")
                .get("/api/tokens/balance")
                .expect(200)
                .path("balance")
                .asLong();
    }

    /** Goes on the air, and has the server killed while it is. */
    private void sendUntilSeen(JsonNode broadcast, StreamId id) throws Exception {
        try (RtcLoop loop = RtcLoop.start("killed-broadcast");
                WhipPublisher publisher = WhipPublisher.builder(
                                URI.create(broadcast.path("whipUrl").asText()))
                        .bearer(broadcast.path("bearer").asText())
                        .allowPlainHttp(true)
                        .withoutVideo()
                        .start(loop)) {
            publisher.live().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Await.until("media is seen", PATIENCE, () -> {
                timestamp += 960;
                publisher.send(new EncodedFrame(MediaCodec.OPUS, new byte[] {(byte) 0xfc, 1, 2, 3}, timestamp, true));
                return isSeen(id);
            });
            server.kill();
        }
    }

    private boolean isSeen(StreamId id) {
        return storage.inTransaction(work -> work.broadcasts().list(id).stream()
                .anyMatch(it -> it.lastSeenAt().isPresent() && it.endedAt().isEmpty()));
    }
}
