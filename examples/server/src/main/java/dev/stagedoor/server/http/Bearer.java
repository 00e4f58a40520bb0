package dev.stagedoor.server.http;

import io.javalin.http.Context;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads {@code Authorization: Bearer}. */
public final class Bearer {

    private static final String SCHEME = "bearer ";

    private Bearer() {}

    /** The token, if the request carries one. */
    public static Optional<String> of(Context ctx) {
        @Nullable String header = ctx.header("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? Optional.of(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }
}
