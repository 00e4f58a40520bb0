package dev.stagedoor.server.api;

import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Routes;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;

/** The JSON API: every route below {@code /api}. */
public final class Api implements Routes {

    private final List<Routes> rooms;

    /** Over the given application. */
    public Api(App app, StreamEvents events) {
        this.rooms = List.of(
                new AuthRoutes(app),
                new StreamRoutes(app),
                new EnrollmentRoutes(app),
                new WatchRoutes(app),
                new WorkoutRoutes(app),
                new TokenRoutes(app),
                new InstructorRoutes(app),
                new EventRoutes(app, events));
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        rooms.forEach(room -> room.register(routes));
    }
}
