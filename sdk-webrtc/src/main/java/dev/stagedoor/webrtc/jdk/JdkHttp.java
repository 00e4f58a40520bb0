package dev.stagedoor.webrtc.jdk;

import static java.util.Objects.requireNonNull;

import dev.stagedoor.webrtc.HttpCall;
import dev.stagedoor.webrtc.HttpReply;
import dev.stagedoor.webrtc.HttpTransport;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@link HttpTransport} on {@link HttpClient}. Safe for many threads; share one. */
public final class JdkHttp implements HttpTransport {
    private final HttpClient client;
    private final Duration timeout;

    /**
     * @param client must not follow redirects by itself
     * @param timeout of one request, positive
     */
    public JdkHttp(HttpClient client, Duration timeout) {
        this.client = requireNonNull(client, "client");
        this.timeout = requireNonNull(timeout, "timeout");
        if (client.followRedirects() != HttpClient.Redirect.NEVER) {
            throw new IllegalArgumentException("client must not follow redirects");
        }
    }

    /** A client of its own with HTTP/1.1 and a timeout of 10 s. */
    public static JdkHttp create() {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        return new JdkHttp(client, Duration.ofSeconds(10));
    }

    @Override
    public CompletionStage<HttpReply> send(HttpCall call) {
        HttpRequest.BodyPublisher body = call.body().isEmpty()
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(call.body());
        HttpRequest.Builder request =
                HttpRequest.newBuilder(call.uri()).timeout(timeout).method(call.method(), body);
        call.headers().forEach(request::header);
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(r -> new HttpReply(r.statusCode(), r.headers().map(), r.body()));
    }
}
