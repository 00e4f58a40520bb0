package dev.stagedoor.server.http;

import dev.stagedoor.server.auth.Person;
import io.javalin.http.Context;
import java.util.Optional;

/**
 * Who is asking. Found out once per request, the first time somebody wants to know.
 *
 * @param person the signed-in person, if any
 * @param studioOpen whether this is an instructor who has also shown the instructor access token
 * @param csrfToken what forms of this browser must carry in {@code _csrf}, and scripts in {@code X-CSRF-Token}
 */
public record Caller(Optional<Person> person, boolean studioOpen, String csrfToken) {

    static final String ATTRIBUTE = "stagedoor.caller";

    /** Who sent this request. */
    public static Caller of(Context ctx) {
        CallerFinder finder = ctx.appData(CallerFinder.KEY);
        return java.util.Objects.requireNonNull(ctx.attributeOrCompute(ATTRIBUTE, finder::find));
    }

    /** Whether somebody is signed in. */
    public boolean signedIn() {
        return person.isPresent();
    }

    /**
     * The signed-in person.
     *
     * @throws Problem 401 {@code unauthenticated} if nobody is
     */
    public Person requirePerson() {
        return person.orElseThrow(() -> Problem.unauthenticated("Sign in to go on."));
    }

    /**
     * The instructor whose studio is open.
     *
     * @throws Problem 401 if nobody is signed in, 403 {@code forbidden} if it is not an instructor or the instructor access
     *     token was not shown
     */
    public Person requireInstructor() {
        Person someone = requirePerson();
        if (!someone.isInstructor()) {
            throw Problem.forbidden("Only instructors may do this.");
        }
        if (!studioOpen) {
            throw Problem.forbidden("Open the instructor area with your instructor access token first.");
        }
        return someone;
    }
}
