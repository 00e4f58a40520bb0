package dev.stagedoor.assets;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request for a file of a replay, as any HTTP server sees it.
 *
 * @param method the HTTP method; compared in upper case
 * @param path the path as it came, not decoded
 * @param query the query as it came, not decoded, without the question mark
 * @param headers header fields; names are compared without case
 * @param cookie value of the cookie in which the application keeps the replay token
 */
public record ReplayRequest(
        String method,
        String path,
        Optional<String> query,
        Map<String, List<String>> headers,
        Optional<String> cookie) {

    /** Copies the headers, so that later changes by the caller have no effect. */
    public ReplayRequest {
        method = method.toUpperCase(Locale.ROOT);
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * @param name of a header field
     * @return its first value, trimmed
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name, List.of()).stream().map(String::trim).findFirst();
    }

    /** Leaves the secrets out, so that they reach no log. */
    @Override
    public String toString() {
        return "ReplayRequest[" + method + " " + path + "]";
    }
}
