package dev.stagedoor.server.thumbnail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.stagedoor.server.Client;
import dev.stagedoor.server.TestServer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class always has a picture; whose it is, and who sees it, depends. */
class ThumbnailTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String planned(Client coach) {
        JsonNode stream = coach.post(
                        "/api/instructor/streams/create",
                        Map.of(
                                "title",
                                "<b>Bold</b> yoga",
                                "scheduledStart",
                                SERVER.now().plus(Duration.ofDays(1)).toString(),
                                "zone",
                                "UTC",
                                "durationMinutes",
                                30,
                                "priceInTokens",
                                5))
                .expect(201)
                .json();
        return stream.path("id").asText();
    }

    private static byte[] picture() throws IOException {
        BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.ORANGE);
        pen.fillRect(0, 0, 640, 360);
        pen.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }

    private static HttpResponse<String> upload(String id, byte[] body) throws IOException, InterruptedException {
        Client.Answer coach = SERVER.anonymous()
                .post("/api/auth/login", Map.of("email", "coach@example.com", "password", "coach-demo"))
                .expect(200);
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + SERVER.port() + "/api/instructor/streams/" + id + "/thumbnail"))
                .header(
                        "Authorization",
                        "Bearer " + coach.json().path("accessToken").asText())
                .header("X-Instructor-Token", "instructor-demo")
                .header("Content-Type", "image/png")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static Client.Answer shown(String id) {
        return SERVER.anonymous().plain("GET", "/streams/" + id + "/thumbnail");
    }

    @Test
    void a_class_without_a_picture_shows_a_placeholder_that_runs_nothing_of_its_title() {
        Client.Answer placeholder = shown(planned(SERVER.coach())).expect(200);

        assertThat(placeholder.header("Content-Type")).startsWith("image/svg+xml");
        assertThat(placeholder.text()).doesNotContain("<b>").contains("&lt;b&gt;");
    }

    @Test
    void an_uploaded_picture_is_drawn_anew_and_for_everybody() throws Exception {
        String id = planned(SERVER.coach());

        assertThat(upload(id, picture()).statusCode()).isEqualTo(204);

        assertThat(shown(id).header("Content-Type")).isEqualTo("image/jpeg");
        assertThat(SERVER.anonymous()
                        .get("/api/streams/" + id)
                        .json()
                        .path("thumbnailUrl")
                        .asText())
                .startsWith("/streams/" + id + "/thumbnail?v=");
    }

    @Test
    void removing_it_brings_the_placeholder_back() throws Exception {
        Client coach = SERVER.coach();
        String id = planned(coach);
        upload(id, picture());

        coach.delete("/api/instructor/streams/" + id + "/thumbnail").expect(204);

        assertThat(shown(id).header("Content-Type")).startsWith("image/svg+xml");
    }

    @Test
    void a_script_that_says_it_is_a_picture_is_refused_and_the_old_picture_stays() throws Exception {
        String id = planned(SERVER.coach());
        upload(id, picture());

        HttpResponse<String> refused = upload(id, "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("no JPEG, PNG or WebP picture");
        assertThat(shown(id).header("Content-Type")).isEqualTo("image/jpeg");
    }

    @Test
    void a_file_that_is_too_large_is_refused() throws Exception {
        HttpResponse<String> refused = upload(planned(SERVER.coach()), new byte[5 * 1024 * 1024 + 1]);

        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("5 MB");
    }

    @Test
    void a_captured_picture_is_only_for_those_whom_the_gate_lets_in() throws Exception {
        Client coach = SERVER.coach();
        String id = planned(coach);
        Client member = SERVER.newMember();
        member.post("/api/streams/" + id + "/enroll").expect(201);
        SERVER.capture(id, picture());

        assertThat(shown(id).header("Content-Type")).startsWith("image/svg+xml");
        assertThat(member.plain("GET", "/streams/" + id + "/thumbnail").header("Content-Type"))
                .isEqualTo("image/jpeg");
        assertThat(SERVER.newMember()
                        .plain("GET", "/streams/" + id + "/thumbnail")
                        .header("Content-Type"))
                .startsWith("image/svg+xml");
    }

    @Test
    void nobody_else_uploads_or_removes() {
        String id = planned(SERVER.coach());

        SERVER.newMember()
                .send("PUT", "/api/instructor/streams/" + id + "/thumbnail", "x", "image/png")
                .expect(403);
        SERVER.newMember()
                .delete("/api/instructor/streams/" + id + "/thumbnail")
                .expect(403);
    }
}
