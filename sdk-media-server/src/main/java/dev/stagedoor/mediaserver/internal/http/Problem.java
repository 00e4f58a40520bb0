package dev.stagedoor.mediaserver.internal.http;

import java.util.Map;

/**
 * A refusal that a person can read (RFC 9457).
 *
 * @param code a stable word for programs
 * @param retryAfterSeconds for the {@code Retry-After} header, or 0
 */
public record Problem(int status, String code, String detail, int retryAfterSeconds) {
    private static final Map<Integer, String> TITLES = Map.ofEntries(
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(409, "Conflict"),
            Map.entry(412, "Precondition Failed"),
            Map.entry(413, "Content Too Large"),
            Map.entry(415, "Unsupported Media Type"),
            Map.entry(422, "Unprocessable Content"),
            Map.entry(428, "Precondition Required"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(503, "Service Unavailable"));

    public Problem(int status, String code, String detail) {
        this(status, code, detail, 0);
    }

    String json() {
        return "{\"type\":\"about:blank\",\"title\":" + quoted(TITLES.getOrDefault(status, "Error")) + ",\"status\":"
                + status + ",\"code\":" + quoted(code) + ",\"detail\":" + quoted(detail) + "}";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~' && c < 0xa0 || Character.isSurrogate(c)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
