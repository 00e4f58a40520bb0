package dev.stagedoor.webrtc;

import java.net.URI;
import java.util.Map;

/**
 * One HTTP request.
 *
 * @param method in upper case
 * @param headers names as to be written, each with one value
 * @param body text in UTF-8; empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, String body) {
    public HttpCall {
        headers = Map.copyOf(headers);
    }

    /** Hides the bearer token. */
    @Override
    public String toString() {
        return "HttpCall[" + method + " " + uri.getHost() + uri.getPath() + "]";
    }
}
