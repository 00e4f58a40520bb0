package dev.stagedoor.server.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A request that is answered with a problem (RFC 9457). Thrown by handlers; the edge turns it into {@code
 * application/problem+json} for the API and into a page for people. The message is written for the person who reads it.
 */
public final class Problem extends RuntimeException {

    private static final Set<String> RESERVED = Set.of("type", "title", "status", "code", "detail", "requestId");

    private final int status;
    private final String code;
    private final String title;
    private final Map<String, Object> details = new LinkedHashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Problem(int status, String code, String title, String detail) {
        super(detail, null, false, false);
        this.status = status;
        this.code = code;
        this.title = title;
    }

    /**
     * A problem of any kind.
     *
     * @param status HTTP status, 400 to 599
     * @param code stable word for programs, such as {@code not_enrolled}
     * @param title short and the same for every occurrence
     * @param detail what happened this time and what to do
     */
    public static Problem of(int status, String code, String title, String detail) {
        return new Problem(status, code, title, detail);
    }

    /** 401: nobody is signed in, or what was shown is not valid any more. */
    public static Problem unauthenticated(String detail) {
        return of(401, "unauthenticated", "Sign in first", detail).header("WWW-Authenticate", "Bearer");
    }

    /** 403: somebody is signed in, and may not. */
    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    /** 404 for anything that is not a stream. */
    public static Problem notFound(String detail) {
        return of(404, "not_found", "Not found", detail);
    }

    /** 404 for a class. */
    public static Problem noSuchStream() {
        return of(404, "stream_not_found", "No such class", "This class does not exist, or not any more.");
    }

    /** 403 for an instructor who is not the owner. */
    public static Problem notYourStream() {
        return forbidden("This class belongs to another instructor.");
    }

    /** 422: fields that cannot be used, each with its reason. */
    public static Problem validation(List<FieldError> errors) {
        return of(422, "validation_failed", "Please check what was entered", summary(errors))
                .with("errors", List.copyOf(errors));
    }

    /** 422 for a single field. */
    public static Problem validation(String field, String message) {
        return validation(List.of(new FieldError(field, message)));
    }

    /** 400: not even readable. */
    public static Problem malformed(String detail) {
        return of(400, "malformed_request", "The request cannot be read", detail);
    }

    private static String summary(List<FieldError> errors) {
        return errors.size() == 1 ? errors.get(0).message() : errors.size() + " fields need attention.";
    }

    /**
     * Adds an extension member.
     *
     * @throws IllegalArgumentException if every problem has a member of this name
     */
    public Problem with(String name, Object value) {
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException(name + " is a member of every problem");
        }
        details.put(name, value);
        return this;
    }

    /** Adds a response header. */
    public Problem header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** Stable word for programs. */
    public String code() {
        return code;
    }

    /** Short text, the same for every occurrence of the code. */
    public String title() {
        return title;
    }

    /** What happened this time and what to do. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** Extension members in the order they were added. */
    public Map<String, Object> details() {
        return Map.copyOf(details);
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The members of the JSON body, in reading order. */
    Map<String, Object> body(String requestId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("code", code);
        body.put("detail", detail());
        body.putAll(details);
        body.put("requestId", requestId);
        return body;
    }
}
