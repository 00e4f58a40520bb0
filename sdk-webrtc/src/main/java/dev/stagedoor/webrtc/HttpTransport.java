package dev.stagedoor.webrtc;

import java.util.concurrent.CompletionStage;

/**
 * The one thing asked of an HTTP client. Does not follow redirects. Safe for many threads.
 */
@FunctionalInterface
public interface HttpTransport {
    /**
     * Sends a request.
     *
     * @return the reply, whatever its status; completed exceptionally when none came (name, connection, time)
     */
    CompletionStage<HttpReply> send(HttpCall call);
}
