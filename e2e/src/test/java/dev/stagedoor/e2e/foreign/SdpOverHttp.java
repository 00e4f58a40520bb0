package dev.stagedoor.e2e.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The HTTP half of WHIP and WHEP, as small as a client can be: POST the offer, DELETE the session. */
final class SdpOverHttp {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String bearer;
    private final URI session;
    private final String answer;

    private SdpOverHttp(String bearer, URI session, String answer) {
        this.bearer = bearer;
        this.session = session;
        this.answer = answer;
    }

    static SdpOverHttp post(String url, String bearer, String offer) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + bearer)
                .header("Content-Type", "application/sdp")
                .POST(HttpRequest.BodyPublishers.ofString(offer)));
        if (response.statusCode() != 201) {
            throw new AssertionError(url + " answered " + response.statusCode() + ": " + response.body());
        }
        String location = response.headers().firstValue("Location").orElseThrow();
        return new SdpOverHttp(bearer, response.uri().resolve(location), response.body());
    }

    String answer() {
        return answer;
    }

    int delete() {
        return send(HttpRequest.newBuilder(session)
                        .header("Authorization", "Bearer " + bearer)
                        .DELETE())
                .statusCode();
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.timeout(Duration.ofSeconds(15)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
