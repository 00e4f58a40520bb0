package dev.stagedoor.assets.internal.replay;

import dev.stagedoor.assets.ReplayResponse;
import dev.stagedoor.assets.ReplayResponse.Header;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A refusal that a person can read (RFC 9457). Its text is fixed, so nothing of the request comes back in it.
 *
 * @param status the HTTP status code
 * @param title the status in words
 * @param code a stable word for programs
 * @param detail a sentence for people
 * @param headers more header lines
 */
public record Problem(int status, String title, String code, String detail, List<Header> headers) {
    /** There is no such file, or none that this token could ever open. */
    public static final Problem NOT_FOUND = new Problem(
            404, "Not Found", "recording_not_found", "There is no such replay, or it is not kept any more.");

    /** Nothing was shown that opens a replay. */
    public static final Problem UNAUTHENTICATED = new Problem(
            401,
            "Unauthorized",
            "unauthenticated",
            "A replay opens with a token: open it from the page of its class.",
            new Header("WWW-Authenticate", "Bearer"));

    /** The token was right once. */
    public static final Problem EXPIRED = new Problem(
            401,
            "Unauthorized",
            "token_expired",
            "The time of this link is over: open the replay anew from the page of its class.",
            new Header("WWW-Authenticate", "Bearer error=\"invalid_token\""));

    /** The token is for something else, or the right to watch was taken back. */
    public static final Problem FORBIDDEN = new Problem(403, "Forbidden", "forbidden", "You cannot watch this replay.");

    /** Only reading is offered. */
    public static final Problem METHOD = new Problem(
            405,
            "Method Not Allowed",
            "method_not_allowed",
            "A replay can be read and nothing else.",
            new Header("Allow", "GET, HEAD"));

    /** The range lies behind the end. */
    public static final Problem RANGE =
            new Problem(416, "Range Not Satisfiable", "range_not_satisfiable", "The file is shorter than that.");

    /** The place that keeps the files, or the gate, does not answer. */
    public static final Problem UNAVAILABLE = new Problem(
            503,
            "Service Unavailable",
            "replay_unavailable",
            "The replay cannot be read just now. Nothing is lost: try again in a moment.",
            new Header("Retry-After", "5"));

    /** Something is broken that a person must look at. */
    public static final Problem BROKEN = new Problem(
            500, "Internal Server Error", "internal_error", "The replay cannot be read. It is written to the log.");

    private Problem(int status, String title, String code, String detail, Header... headers) {
        this(status, title, code, detail, List.of(headers));
    }

    /**
     * @param withBody whether the request was no HEAD
     * @param more header lines
     * @return the response
     */
    public ReplayResponse response(boolean withBody, Header... more) {
        byte[] json = ("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"code\":\""
                        + code + "\",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        List<Header> all = new ArrayList<>(headers);
        all.addAll(List.of(more));
        all.add(new Header("Content-Type", "application/problem+json"));
        all.add(new Header("Cache-Control", "no-store"));
        all.add(new Header("X-Content-Type-Options", "nosniff"));
        return new ReplayResponse(status, all, json.length, new ByteArrayInputStream(withBody ? json : new byte[0]));
    }
}
