package dev.stagedoor.webrtc;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What came back.
 *
 * @param status 100 to 599
 * @param headers names in any case, with all their values in order
 * @param body text in UTF-8; empty for none
 */
public record HttpReply(int status, Map<String, List<String>> headers, String body) {
    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return all(name).stream().findFirst();
    }

    /** All values of a header, whatever the case of its name. */
    public List<String> all(String name) {
        return headers.entrySet().stream()
                .filter(e -> e.getKey().equalsIgnoreCase(name))
                .flatMap(e -> e.getValue().stream())
                .toList();
    }

    /** Whether the body has that media type, whatever its parameters. */
    public boolean is(String mediaType) {
        String type = header("Content-Type").orElse("");
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).trim().equalsIgnoreCase(mediaType);
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }
}
