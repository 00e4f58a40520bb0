package dev.stagedoor.server.http;

import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.server.auth.Secrets;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.StudioPass;
import io.javalin.config.Key;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sent a request: by access token where one is shown, else by the session cookie. */
final class CallerFinder {

    static final Key<CallerFinder> KEY = new Key<>("stagedoor.caller-finder");

    private static final String CSRF = "csrf";
    private static final Duration VISIT = Duration.ofDays(1);

    private final Sessions sessions;
    private final Accounts accounts;
    private final StudioPass studio;
    private final Cookies cookies;
    private final RateLimits limits;

    CallerFinder(Sessions sessions, Accounts accounts, StudioPass studio, Cookies cookies, RateLimits limits) {
        this.sessions = sessions;
        this.accounts = accounts;
        this.studio = studio;
        this.cookies = cookies;
        this.limits = limits;
    }

    Caller find(Context ctx) {
        Optional<String> bearer = Bearer.of(ctx);
        if (bearer.isPresent()) {
            Optional<User> user = sessions.find(bearer.get(), Sessions.Kind.API).flatMap(accounts::find);
            return new Caller(user, user.map(one -> studioOpen(ctx, one)).orElse(false), "", Caller.Means.BEARER);
        }
        return cookies.read(ctx, Cookies.SESSION)
                .flatMap(session -> byCookie(ctx, session))
                .orElseGet(() -> nobody(ctx));
    }

    private Optional<Caller> byCookie(Context ctx, String session) {
        return sessions.find(session, Sessions.Kind.WEB)
                .flatMap(accounts::find)
                .map(user ->
                        new Caller(Optional.of(user), studioOpen(ctx, user), csrfToken(session), Caller.Means.COOKIE));
    }

    private Caller nobody(Context ctx) {
        Optional<String> visitor = cookies.read(ctx, Cookies.VISITOR);
        if (visitor.isEmpty() && ProblemAnswers.wantsPage(ctx)) {
            visitor = Optional.of(Secrets.newToken());
            cookies.write(ctx, Cookies.VISITOR, visitor.get(), VISIT);
        }
        return new Caller(
                Optional.empty(), false, visitor.map(CallerFinder::csrfToken).orElse(""), Caller.Means.NONE);
    }

    private boolean studioOpen(Context ctx, User user) {
        if (!user.has(Role.INSTRUCTOR)) {
            return false;
        }
        @Nullable String shown = ctx.header("X-Instructor-Token");
        if (shown != null) {
            return limits.guess(RateLimits.Action.STUDIO, user.id().toString(), () -> studio.isAccessToken(shown));
        }
        return cookies.read(ctx, Cookies.STUDIO)
                .map(pass -> studio.admits(user.id(), pass))
                .orElse(false);
    }

    static String csrfToken(String cookie) {
        return Secrets.mac(cookie, CSRF);
    }
}
