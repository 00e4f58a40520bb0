package dev.stagedoor.e2e.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A person at the HTTP API: nobody in particular, a member, or the instructor. */
public final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final URI server;
    private final Map<String, String> headers;

    private Api(URI server, Map<String, String> headers) {
        this.server = server;
        this.headers = Map.copyOf(headers);
    }

    /** A caller without any sign-in. */
    public static Api anonymous(ServerProcess server) {
        return new Api(server.address(), Map.of());
    }

    /** A caller without any sign-in. */
    public static Api anonymous(URI server) {
        return new Api(server, Map.of());
    }

    /** A caller signed in with one of the demo's accounts: {@code ana} or {@code ben}. */
    public static Api member(ServerProcess server, String name) {
        return anonymous(server).signIn(name + "@example.com", name + "-demo");
    }

    /** The demo's instructor with the instructor token. */
    public static Api coach(ServerProcess server) {
        return anonymous(server)
                .signIn("coach@example.com", "coach-demo")
                .with("X-Instructor-Token", "instructor-demo");
    }

    /** This caller, signed in. */
    public Api signIn(String email, String password) {
        JsonNode answer = post("/api/auth/login", object().put("email", email).put("password", password))
                .expect(200);
        return with("Authorization", "Bearer " + answer.path("accessToken").asText());
    }

    /** A new account of the given name. */
    public Api signUp(String name) {
        ObjectNode form = object().put("email", name + "@example.com")
                .put("password", name + "-password-1")
                .put("displayName", name);
        JsonNode answer = post("/api/auth/signup", form).expect(201);
        return with("Authorization", "Bearer " + answer.path("accessToken").asText());
    }

    /** This caller with one more header on every request. */
    public Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(server, more);
    }

    /** Creates a class that starts in an hour, which may go live at once; the answer has {@code id} and {@code broadcast}. */
    public JsonNode createClass(String title, int priceInTokens) {
        ObjectNode form = object().put("title", title)
                .put("description", "A class for the end-to-end tests.")
                .put("scheduledStart", Instant.now().plusSeconds(3600).toString())
                .put("zone", "Europe/Paris")
                .put("durationMinutes", 45)
                .put("priceInTokens", priceInTokens);
        return post("/api/instructor/streams/create", form).expect(201);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, JsonNode body) {
        return with("Content-Type", "application/json")
                .send("POST", path, HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /** Sends any body with any method. */
    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body);
        headers.forEach(request::setHeader);
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(method + " " + path, response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** An empty JSON object to fill. */
    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** What the server answered. */
    public record Answer(String request, HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        /** The body as JSON; an empty object when there is none. */
        public JsonNode json() {
            try {
                return response.body().isBlank() ? object() : JSON.readTree(response.body());
            } catch (IOException e) {
                throw new AssertionError(this + " is not JSON", e);
            }
        }

        /** Checks the status. */
        public Answer expectStatus(int status) {
            if (status() != status) {
                throw new AssertionError(this + ", expected " + status);
            }
            return this;
        }

        /** The body as JSON, after checking the status. */
        public JsonNode expect(int status) {
            return expectStatus(status).json();
        }

        @Override
        public String toString() {
            return request + " answered " + status() + ": " + response.body();
        }
    }
}
