package dev.stagedoor.assets;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * The answer to a {@link ReplayRequest}. Write status, header lines, {@code Content-Length} from {@code length} (for HEAD too; never for 304) and the body; then
 * close.
 *
 * @param status the HTTP status code
 * @param headers header lines in order, without {@code Content-Length}
 * @param length how many bytes the body has, or would have if the request were no HEAD
 * @param body the bytes; empty for HEAD
 */
public record ReplayResponse(int status, List<Header> headers, long length, InputStream body) implements AutoCloseable {

    /**
     * One header line.
     *
     * @param name such as {@code ETag}
     * @param value the line's value
     */
    public record Header(String name, String value) {}

    /** Copies the header list. */
    public ReplayResponse {
        headers = List.copyOf(headers);
    }

    /** {@return a body of no bytes} */
    static InputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }

    /**
     * @param name of a header field; compared without case
     * @return its first value
     */
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst();
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
