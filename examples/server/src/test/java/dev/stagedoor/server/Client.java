package dev.stagedoor.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Speaks real HTTP to a server. Every JSON answer is held against the description at {@code /openapi.json}. */
public final class Client {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final URI base;
    private final Map<String, String> headers;

    /** An answer, its body read as JSON where it is JSON. */
    public record Answer(
            int status,
            HttpHeaders headers,
            String text,
            @Nullable JsonNode body) {

        public JsonNode json() {
            assertThat(body).as("JSON in: %s", text).isNotNull();
            return body;
        }

        public String code() {
            return json().path("code").asText();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** Fails with the body in the message unless the status is the one expected. */
        public Answer expect(int expected) {
            assertThat(status).as("status of the answer: %s", text).isEqualTo(expected);
            return this;
        }

        /** Fails unless this is a problem with the status and code. */
        public Answer expect(int expected, String code) {
            expect(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            assertThat(code()).as("code of: %s", text).isEqualTo(code);
            return this;
        }
    }

    public Client(URI base) {
        this(base, Map.of());
    }

    private Client(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public Client with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Client(base, more);
    }

    public Client signIn(String email, String password) {
        Answer answer = post("/api/auth/login", Map.of("email", email, "password", password));
        return with(
                "Authorization",
                "Bearer " + answer.expect(200).json().path("accessToken").asText());
    }

    public Client signUp(String email, String password) {
        Answer answer =
                post("/api/auth/signup", Map.of("email", email, "password", password, "displayName", "Somebody"));
        return with(
                "Authorization",
                "Bearer " + answer.expect(201).json().path("accessToken").asText());
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path) {
        return send("POST", path, null);
    }

    public Answer post(String path, Object body) {
        return send("POST", path, write(body));
    }

    public Answer patch(String path, Object body) {
        return send("PATCH", path, write(body));
    }

    public Answer delete(String path) {
        return send("DELETE", path, null);
    }

    public Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, "application/json");
    }

    public Answer send(String method, String path, @Nullable String body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", contentType);
        }
        Answer answer = answer(exchange(request.build()));
        Description.check(this, method, path, answer);
        return answer;
    }

    /** Sends without holding the answer against the description. */
    public Answer plain(String method, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        return answer(exchange(request.build()));
    }

    private static HttpResponse<String> exchange(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException broken) {
            throw new AssertionError("no answer to " + request.uri(), broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static Answer answer(HttpResponse<String> response) {
        String type = response.headers().firstValue("Content-Type").orElse("");
        return new Answer(
                response.statusCode(),
                response.headers(),
                response.body(),
                type.contains("json") && !response.body().isEmpty() ? read(response.body()) : null);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError("not JSON: " + text, unreadable);
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException unwritable) {
            throw new AssertionError(unwritable);
        }
    }
}
