package dev.stagedoor.server.http;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.auth.StudioPass;
import io.javalin.http.Context;
import java.time.Duration;

/** Lets a browser in and out: the cookies of signing in, signing out, and the instructor area. */
public final class Door {

    private static final Duration SESSION_LIFE = Duration.ofDays(14);

    private final Sessions sessions;
    private final StudioPass studio;
    private final Cookies cookies;
    private final RateLimits limits;

    Door(Sessions sessions, StudioPass studio, Cookies cookies, RateLimits limits) {
        this.sessions = sessions;
        this.studio = studio;
        this.cookies = cookies;
        this.limits = limits;
    }

    /** Gives the browser a fresh session and ends the one it had. The caller of this request becomes that person. */
    public Caller signIn(Context ctx, User user) {
        cookies.read(ctx, Cookies.SESSION).ifPresent(sessions::close);
        Sessions.Issued session = sessions.open(user.id(), Sessions.Kind.WEB);
        cookies.write(ctx, Cookies.SESSION, session.value(), SESSION_LIFE);
        cookies.remove(ctx, Cookies.VISITOR);
        Caller caller = new Caller(
                java.util.Optional.of(user), false, CallerFinder.csrfToken(session.value()), Caller.Means.COOKIE);
        ctx.attribute(Caller.ATTRIBUTE, caller);
        return caller;
    }

    /** Ends the session and closes the instructor area and the operator's pages on this device; also revokes an access token that was shown. */
    public void signOut(Context ctx) {
        cookies.read(ctx, Cookies.SESSION).ifPresent(sessions::close);
        Bearer.of(ctx).ifPresent(sessions::close);
        cookies.remove(ctx, Cookies.SESSION);
        cookies.remove(ctx, Cookies.STUDIO);
        cookies.remove(ctx, Cookies.OPERATOR);
    }

    /**
     * Opens the instructor area on this device.
     *
     * @return false, and nothing changes, if the instructor access token is wrong
     * @throws Problem 429 after too many wrong ones
     */
    public boolean openStudio(Context ctx, User instructor, String accessToken) {
        return limits.guess(
                RateLimits.Action.STUDIO,
                instructor.id().toString(),
                () -> studio.issue(instructor.id(), accessToken)
                        .map(pass -> {
                            cookies.write(ctx, Cookies.STUDIO, pass, StudioPass.LIFE);
                            return true;
                        })
                        .orElse(false));
    }

    /** Closes the instructor area on this device; the person stays signed in. */
    public void closeStudio(Context ctx) {
        cookies.remove(ctx, Cookies.STUDIO);
    }
}
