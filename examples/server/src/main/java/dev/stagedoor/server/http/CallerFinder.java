package dev.stagedoor.server.http;

import io.javalin.config.Key;
import io.javalin.http.Context;

/** Finds out who sent a request. */
interface CallerFinder {

    Key<CallerFinder> KEY = new Key<>("stagedoor.caller-finder");

    Caller find(Context ctx);
}
