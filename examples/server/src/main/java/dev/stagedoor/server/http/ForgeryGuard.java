package dev.stagedoor.server.http;

import dev.stagedoor.server.auth.Secrets;
import io.javalin.http.Context;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps other sites from acting in a person's name: a request that changes something must come from our own pages, and
 * carry the token of its session when a cookie is what identifies it, or when it is a form.
 */
final class ForgeryGuard {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private final Optional<String> publicOrigin;

    ForgeryGuard(Optional<URI> publicUrl) {
        this.publicOrigin = publicUrl.map(URI::toString);
    }

    void check(Context ctx) {
        if (!changesSomething(ctx) || Bearer.of(ctx).isPresent()) {
            return;
        }
        refuseOtherSites(ctx);
        Caller caller = Caller.of(ctx);
        if (caller.means() == Caller.Means.COOKIE || isForm(ctx)) {
            requireToken(ctx, caller.csrfToken());
        }
    }

    /** Whether the request changes something in a person's name; media carries keys of its own. */
    static boolean changesSomething(Context ctx) {
        return !SAFE.contains(ctx.method().name()) && !carriesMedia(ctx);
    }

    private static boolean carriesMedia(Context ctx) {
        return ctx.path().startsWith("/whip/") || ctx.path().startsWith("/whep/");
    }

    private void refuseOtherSites(Context ctx) {
        @Nullable String origin = ctx.header("Origin");
        boolean foreign = origin == null ? "cross-site".equals(ctx.header("Sec-Fetch-Site")) : !isOwn(origin, ctx);
        if (foreign) {
            throw forged("This request comes from another site.");
        }
    }

    private boolean isOwn(String origin, Context ctx) {
        return publicOrigin.map(origin::equalsIgnoreCase).orElse(false)
                || origin.equalsIgnoreCase("http://" + ctx.host())
                || origin.equalsIgnoreCase("https://" + ctx.host());
    }

    private static boolean isForm(Context ctx) {
        return ctx.isFormUrlencoded() || ctx.isMultipart() || isPlainText(ctx);
    }

    private static boolean isPlainText(Context ctx) {
        @Nullable String type = ctx.contentType();
        return type != null && type.startsWith("text/plain");
    }

    private static void requireToken(Context ctx, String expected) {
        @Nullable String shown = ctx.header("X-CSRF-Token");
        if (shown == null && ctx.isFormUrlencoded()) {
            shown = ctx.formParam("_csrf");
        }
        if (shown == null || expected.isEmpty() || !Secrets.same(expected, shown)) {
            throw forged("The page was open too long or belongs to another sign-in. Reload it and try again.");
        }
    }

    private static Problem forged(String detail) {
        return Problem.of(403, "csrf_failed", "This did not come from our pages", detail);
    }
}
