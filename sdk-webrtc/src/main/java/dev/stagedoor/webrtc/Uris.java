package dev.stagedoor.webrtc;

import java.net.URI;
import java.util.Optional;

/** Rules about URLs. */
final class Uris {
    private Uris() {}

    static void requireUsable(URI endpoint, boolean plainHttp) {
        String scheme = String.valueOf(endpoint.getScheme());
        String host = endpoint.getHost();
        if (host == null || !scheme.equalsIgnoreCase("https") && !scheme.equalsIgnoreCase("http")) {
            throw new IllegalArgumentException("endpoint must be an http or https URL");
        }
        if (scheme.equalsIgnoreCase("http") && !plainHttp && !isLoopback(host)) {
            throw new IllegalArgumentException("endpoint must be https, or allowPlainHttp must be set");
        }
    }

    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    static Optional<URI> resolve(URI base, String reference) {
        try {
            URI resolved = base.resolve(reference.trim());
            return resolved.getHost() == null ? Optional.empty() : Optional.of(resolved);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean sameOrigin(URI a, URI b) {
        return String.valueOf(a.getScheme()).equalsIgnoreCase(b.getScheme())
                && String.valueOf(a.getHost()).equalsIgnoreCase(b.getHost())
                && port(a) == port(b);
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }
}
