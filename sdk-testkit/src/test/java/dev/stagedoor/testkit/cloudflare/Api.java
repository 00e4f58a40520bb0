package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the API by bare HTTP. */
final class Api {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "between-the-parts";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final LocalCloudflare local;

    Api(LocalCloudflare local) {
        this.local = local;
    }

    record Reply(int status, HttpHeaders headers, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        JsonNode result() {
            return json().path("result");
        }

        int code() {
            return json().path("errors").path(0).path("code").asInt();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    URI account(String path) {
        return URI.create(local.apiBase() + "/accounts/" + LocalCloudflare.ACCOUNT_ID + path);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(account(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + LocalCloudflare.API_TOKEN);
    }

    Reply get(String path) {
        return send(request(path).build());
    }

    Reply delete(String path) {
        return send(request(path).DELETE().build());
    }

    Reply post(String path, String json) {
        return call("POST", path, json);
    }

    Reply put(String path, String json) {
        return call("PUT", path, json);
    }

    Reply call(String method, String path, String json) {
        HttpRequest.BodyPublisher body =
                json.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(json);
        return send(request(path)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build());
    }

    /** One multipart part, sent where the API wants it. */
    Reply multipart(String method, String path, String part, byte[] content) {
        return send(multipart(request(path), method, part, content));
    }

    static HttpRequest multipart(HttpRequest.Builder to, String method, String part, byte[] content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + part
                        + "\"; filename=\"a\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return to.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                .build();
    }

    Reply send(HttpRequest request) {
        try {
            return trySend(request);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    Reply trySend(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(hurried);
        }
    }

    String newInput(String json) {
        return post("/stream/live_inputs", json).result().path("uid").asText();
    }

    String newRecordingInput() {
        return newInput("{\"recording\":{\"mode\":\"automatic\",\"timeoutSeconds\":10}}");
    }

    String newVideo(byte[] content) {
        return multipart("POST", "/stream", "file", content)
                .result()
                .path("uid")
                .asText();
    }

    JsonNode video(String uid) {
        return get("/stream/" + uid).result();
    }

    String state(String uid) {
        return video(uid).path("status").path("state").asText();
    }
}
