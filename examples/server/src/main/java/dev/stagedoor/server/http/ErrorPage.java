package dev.stagedoor.server.http;

import io.javalin.http.Context;

/** Shows a problem to a person. */
public interface ErrorPage {

    /** Answers with a page that says what happened, what was not lost and what to do. */
    void answer(Context ctx, Problem problem, String requestId);
}
