package dev.stagedoor.tokens.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends one request once and says what is known afterwards. The deadline covers everything from connecting to the last byte of the answer; {@link
 * HttpRequest#timeout} would leave out the body.
 */
final class Transport {
    private final HttpClient client;
    private final Duration deadline;
    private final int longestBody;

    Transport(HttpClient client, Duration deadline, int longestBody) {
        this.client = client;
        this.deadline = deadline;
        this.longestBody = longestBody;
    }

    /** What is known after one request. */
    sealed interface Attempt {}

    /**
     * An answer came.
     *
     * @param status of the answer
     * @param headers of the answer
     * @param body the start of the answer
     */
    record Reply(int status, HttpHeaders headers, BoundedBody.Bytes body) implements Attempt {}

    /**
     * No byte of the request has reached the other side.
     *
     * @param why for people
     * @param hopeless whether an operator has to act
     */
    record NotSent(String why, boolean hopeless) implements Attempt {}

    /**
     * The request may have arrived.
     *
     * @param why for people
     */
    record Lost(String why) implements Attempt {}

    Attempt exchange(HttpRequest request) {
        if (Thread.currentThread().isInterrupted()) {
            return new NotSent("the calling thread was interrupted before sending", false);
        }
        CompletableFuture<HttpResponse<BoundedBody.Bytes>> future =
                client.sendAsync(request, head -> new BoundedBody(longestBody));
        try {
            HttpResponse<BoundedBody.Bytes> response = future.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return new Reply(response.statusCode(), response.headers(), response.body());
        } catch (TimeoutException late) {
            future.cancel(true);
            return new Lost("no complete answer within " + deadline.toMillis() + " ms");
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            return new Lost("the calling thread was interrupted while waiting for the answer");
        } catch (ExecutionException failed) {
            return classify(failed.getCause());
        }
    }

    private static Attempt classify(@Nullable Throwable fault) {
        if (fault instanceof HttpConnectTimeoutException) {
            return new NotSent("no connection within the time-out", false);
        }
        if (fault instanceof ConnectException) {
            return new NotSent("no connection: refused, or the host is not known or not reachable", false);
        }
        if (fault instanceof SSLHandshakeException) {
            return new NotSent("the TLS handshake failed", true);
        }
        if (fault instanceof IOException) {
            return new Lost("the connection was lost before the answer was complete");
        }
        return new Lost("sending failed"
                + (fault == null ? "" : " with " + fault.getClass().getSimpleName()));
    }
}
