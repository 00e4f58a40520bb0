package dev.stagedoor.mediaserver;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The answer to an {@link EndpointRequest}: write status, every header line as it is (never join lines of one name: some
 * WHIP clients lose joined {@code Link} lines) and the body.
 *
 * @param status the HTTP status code
 * @param headers header lines in order; a name may occur more than once. {@code Content-Length} is left to the HTTP server
 * @param body the body, empty when there is none
 */
public record EndpointResponse(int status, List<Header> headers, byte[] body) {

    /** One header line. */
    public record Header(String name, String value) {}

    /** Copies the header list. The body is not copied. */
    public EndpointResponse {
        headers = List.copyOf(headers);
    }

    /** The first value of a header field; names are compared without case. */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    /** The body as UTF-8 text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
