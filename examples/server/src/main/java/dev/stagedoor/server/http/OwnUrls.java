package dev.stagedoor.server.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;

/**
 * Addresses of this server as the caller knows it. Without a public URL people reach us by several names ({@code localhost},
 * {@code 127.0.0.1}); what a page is given must carry the one it came by, or the browser treats it as another site.
 */
public final class OwnUrls {

    private final Optional<URI> publicUrl;

    /** A configured public URL is the only name; without one the request's own name counts. */
    public OwnUrls(Optional<URI> publicUrl) {
        this.publicUrl = publicUrl;
    }

    /** Scheme and authority, without a slash at the end. */
    public String origin(Context ctx) {
        return publicUrl.map(URI::toString).orElseGet(() -> ctx.scheme() + "://" + ctx.host());
    }

    /** The same resource of this server under the name that the caller used; an address elsewhere stays as it is. */
    public String seenBy(Context ctx, URI own) {
        if (isElsewhere(ctx, own)) {
            return own.toString();
        }
        String query = own.getRawQuery() == null ? "" : "?" + own.getRawQuery();
        return origin(ctx) + own.getRawPath() + query;
    }

    /** Without a public URL, our own addresses name the port that we listen on. */
    private boolean isElsewhere(Context ctx, URI url) {
        return publicUrl
                .map(own -> !own.getRawAuthority().equalsIgnoreCase(url.getRawAuthority()))
                .orElseGet(() -> url.getPort() != ctx.req().getLocalPort());
    }
}
