package dev.stagedoor.server.http;

import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import io.javalin.http.Context;
import java.util.Objects;
import java.util.Optional;

/**
 * Who is asking. Found out once per request, the first time somebody wants to know.
 *
 * @param user the signed-in person, if any
 * @param studioOpen whether this is an instructor who has also shown the instructor access token
 * @param csrfToken what forms of this browser must carry in {@code _csrf}, and scripts in {@code X-CSRF-Token}; empty for
 *     callers without cookies
 * @param means how the person is known
 */
public record Caller(Optional<User> user, boolean studioOpen, String csrfToken, Means means) {

    /** How a caller is known. */
    public enum Means {
        /** Not at all. */
        NONE,
        /** By the session cookie of a browser. */
        COOKIE,
        /** By an access token. */
        BEARER
    }

    static final String ATTRIBUTE = "stagedoor.caller";

    /** Who sent this request. */
    public static Caller of(Context ctx) {
        CallerFinder finder = ctx.appData(CallerFinder.KEY);
        return Objects.requireNonNull(ctx.attributeOrCompute(ATTRIBUTE, finder::find));
    }

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return user.isPresent();
    }

    /**
     * The signed-in person.
     *
     * @throws Problem 401 {@code unauthenticated} if nobody is
     */
    public User requireUser() {
        return user.orElseThrow(() -> Problem.unauthenticated("Sign in to go on."));
    }

    /**
     * The instructor whose studio is open.
     *
     * @throws Problem 401 if nobody is signed in, 403 {@code forbidden} if it is not an instructor or the instructor access
     *     token was not shown
     */
    public User requireInstructor() {
        User someone = requireUser();
        if (!someone.has(Role.INSTRUCTOR)) {
            throw Problem.forbidden("Only instructors may do this.");
        }
        if (!studioOpen) {
            throw Problem.forbidden("Open the instructor area with your instructor access token first.");
        }
        return someone;
    }
}
