package dev.stagedoor.mediaserver;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP request for a WHIP or WHEP URL, as any HTTP server sees it.
 *
 * @param method the HTTP method; compared in upper case
 * @param url the absolute URL as the client sees it (scheme, authority, path, query): the {@code Location} of the answer
 *     is built from it, so behind a proxy hand in the public URL
 * @param headers header fields; names are compared without case, several values of a name are kept in order
 * @param body the body as received, at most {@link MediaServer#maxBodyBytes()} plus one byte (more need not be read)
 * @param remoteAddress the client's address, for limits per address
 */
public record EndpointRequest(
        String method, URI url, Map<String, List<String>> headers, byte[] body, InetSocketAddress remoteAddress) {

    /** Copies the headers, so that later changes by the caller have no effect. The body is not copied. */
    public EndpointRequest {
        method = requireNonNull(method, "method").toUpperCase(Locale.ROOT);
        requireNonNull(url, "url");
        requireNonNull(body, "body");
        requireNonNull(remoteAddress, "remoteAddress");
        headers = caseless(headers);
    }

    /** The first value of a header field, trimmed. */
    public Optional<String> header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty()
                ? Optional.empty()
                : Optional.of(values.get(0).trim());
    }

    private static Map<String, List<String>> caseless(Map<String, List<String>> headers) {
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) ->
                copy.computeIfAbsent(name, key -> new ArrayList<>()).addAll(values));
        return java.util.Collections.unmodifiableMap(copy);
    }
}
