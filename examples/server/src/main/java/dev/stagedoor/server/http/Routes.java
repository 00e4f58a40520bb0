package dev.stagedoor.server.http;

import io.javalin.router.JavalinDefaultRoutingApi;

/** A room's routes. */
public interface Routes {

    /** Adds this room's routes. Called once, before the server listens. */
    void register(JavalinDefaultRoutingApi routes);
}
