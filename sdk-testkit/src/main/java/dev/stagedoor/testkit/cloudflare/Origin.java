package dev.stagedoor.testkit.cloudflare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Fetches what is to be copied, from loopback only: an emulator never speaks to the world. */
final class Origin {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    /** Anything but http and https on loopback is refused. */
    static void check(String url) {
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException wrong) {
            throw new Refusal(400, Refusal.INVALID_URL, "Invalid URL");
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!http || !Courier.isLoopback(uri)) {
            throw new Refusal(400, Refusal.INVALID_URL, "Invalid URL: only loopback can be fetched here");
        }
    }

    /** Asks for the size first, and then for a range, as the service does. */
    boolean fetch(String url, Path target) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
        try {
            HttpRequest head = request.copy()
                    .method("HEAD", HttpRequest.BodyPublishers.noBody())
                    .build();
            if (http.send(head, HttpResponse.BodyHandlers.discarding()).statusCode() != 200) {
                return false;
            }
            HttpRequest range = request.copy().header("Range", "bytes=0-").build();
            int status =
                    http.send(range, HttpResponse.BodyHandlers.ofFile(target)).statusCode();
            if (status == 200 || status == 206) {
                return true;
            }
            Files.deleteIfExists(target);
            return false;
        } catch (IOException unreachable) {
            return false;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
