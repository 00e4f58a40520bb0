package dev.stagedoor.mediaserver.internal.http;

import dev.stagedoor.mediaserver.EndpointRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads request headers as leniently as real clients need. */
final class Headers {
    private static final String BEARER = "bearer ";

    private Headers() {}

    /** The media type without parameters, in lower case. */
    static String mediaType(EndpointRequest request) {
        String type = request.header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).trim().toLowerCase(Locale.ROOT);
    }

    /** The bearer token; also a bare key, as some players send it, and for watching the query's {@code token}. */
    static Optional<String> credential(EndpointRequest request, Door door) {
        Optional<String> header = request.header("Authorization").map(Headers::withoutScheme);
        if (header.isPresent() || door == Door.WHIP) {
            return header.filter(token -> !token.isEmpty());
        }
        return queryToken(request.url().getRawQuery());
    }

    private static String withoutScheme(String value) {
        return value.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? value.substring(BEARER.length()).trim()
                : value;
    }

    private static Optional<String> queryToken(@Nullable String query) {
        if (query == null) {
            return Optional.empty();
        }
        for (String part : query.split("&")) {
            if (part.startsWith("token=")) {
                return decoded(part.substring("token=".length())).filter(token -> !token.isEmpty());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> decoded(String text) {
        try {
            return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
