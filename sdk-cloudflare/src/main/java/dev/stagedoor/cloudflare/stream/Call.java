package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request before it is sent, and what may be done about it. Built and used by one thread. */
final class Call {
    static final int LONGEST_ANSWER = 16 * 1024 * 1024;

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");

    final String what;
    final String method;
    final Map<String, String> headers = new LinkedHashMap<>();
    private URI uri;
    private BodyPublisher body = BodyPublishers.noBody();
    private boolean withToken = true;
    private boolean limited = true;
    private boolean repeatable;
    private boolean changesSomething;
    private @Nullable Duration deadline;
    private int longestAnswer = LONGEST_ANSWER;

    /**
     * @param method such as GET
     * @param uri where to; is shown nowhere, as it may be a credential
     * @param what stands for the call in messages and logs, and holds no secret
     */
    Call(String method, URI uri, String what) {
        this.method = method;
        this.uri = uri;
        this.what = what;
        this.repeatable = IDEMPOTENT.contains(method);
        this.changesSomething = !READING.contains(method);
    }

    /** Sets a field; {@code Accept} is {@code application/json} unless it is set. */
    Call header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Adds a parameter to the query, encoded. */
    Call query(String name, String value) {
        String pair = Segments.encoded(name) + "=" + Segments.encoded(value);
        uri = URI.create(uri + (uri.getRawQuery() == null ? "?" : "&") + pair);
        return this;
    }

    Call body(String contentType, BodyPublisher content) {
        body = content;
        return header("Content-Type", contentType);
    }

    /** Neither the API token nor a place in the API's budget of calls: for media hosts, upload hosts and GraphQL. */
    Call withoutToken() {
        withToken = false;
        return unlimited();
    }

    /** Takes no place in the budget of calls. The token is sent to the API's own host only, whatever is set here. */
    Call unlimited() {
        limited = false;
        return this;
    }

    /** Whether a second request has no second effect; by default of GET, HEAD, PUT and DELETE. */
    Call repeatable(boolean harmless) {
        repeatable = harmless;
        return this;
    }

    /** Asks and changes nothing, although the method would. */
    Call readOnly() {
        changesSomething = false;
        return repeatable(true);
    }

    /** How long one attempt may take, instead of the client's time-out. */
    Call deadline(Duration longest) {
        deadline = longest;
        return this;
    }

    /** The longest answer in bytes. */
    Call longestAnswer(int bytes) {
        longestAnswer = bytes;
        return this;
    }

    URI uri() {
        return uri;
    }

    BodyPublisher body() {
        return body;
    }

    boolean isWithToken() {
        return withToken;
    }

    boolean isLimited() {
        return limited;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    boolean changesSomething() {
        return changesSomething;
    }

    Duration deadlineOr(Duration otherwise) {
        return deadline == null ? otherwise : deadline;
    }

    int longestAnswer() {
        return longestAnswer;
    }

    /** Shows no address. */
    @Override
    public String toString() {
        return what;
    }
}
