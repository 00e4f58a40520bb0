package dev.stagedoor.cloudflare.stream;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;

/**
 * Sends one request once and says what is known afterwards. The deadline covers everything from connecting to the last byte of the answer: the request carries
 * it up to the head of the answer, and the body has what is left. {@link HttpClient#sendAsync} would start a thread for each call on small
 * machines. Faults of the JDK are not passed on as causes: their messages may hold addresses.
 */
final class Exchange {
    private final Deadlines deadlines = new Deadlines();
    private final HttpClient client;

    Exchange(HttpClient client) {
        this.client = client;
    }

    /** What is known after one request. */
    sealed interface Outcome {}

    /**
     * An answer came, complete.
     *
     * @param status of the answer
     * @param headers of the answer
     * @param body all of it
     */
    record Answer(int status, HttpHeaders headers, byte[] body) implements Outcome {
        boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /**
     * There is no answer.
     *
     * @param why for people
     * @param sent whether the request may have arrived
     * @param hopeful whether another attempt can help
     */
    record Nothing(String why, boolean sent, boolean hopeful) implements Outcome {}

    Outcome once(HttpRequest request, Duration deadline, int longestAnswer) {
        if (Thread.currentThread().isInterrupted()) {
            return new Nothing("the calling thread was interrupted before sending", false, false);
        }
        long lastNanos = System.nanoTime() + deadline.toNanos();
        try {
            HttpResponse<byte[]> response = client.send(
                    request, head -> BoundedBody.within(longestAnswer, deadlines, lastNanos - System.nanoTime()));
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Nothing("the calling thread was interrupted while waiting for the answer", true, false);
        } catch (IOException | RuntimeException fault) {
            return classify(fault, deadline, longestAnswer);
        }
    }

    private static Outcome classify(Exception fault, Duration deadline, int longestAnswer) {
        if (fault.getCause() instanceof BoundedBody.TooLong) {
            return new Nothing("the answer is longer than " + longestAnswer + " bytes", true, false);
        }
        if (fault instanceof HttpConnectTimeoutException) {
            return new Nothing("no connection within the time-out", false, true);
        }
        if (fault instanceof HttpTimeoutException) {
            return new Nothing("no complete answer within " + deadline.toMillis() + " ms", true, true);
        }
        if (fault instanceof ConnectException) {
            return new Nothing("no connection: refused, or the host is not known or not reachable", false, true);
        }
        if (fault instanceof SSLHandshakeException) {
            return new Nothing("the TLS handshake failed", false, false);
        }
        if (fault instanceof IOException) {
            return new Nothing("the connection was lost before the answer was complete", true, true);
        }
        return new Nothing("sending failed with " + fault.getClass().getSimpleName(), true, false);
    }
}
