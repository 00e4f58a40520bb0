package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.EventStream;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Optional;

/** Server-sent events of one class, and of one person. */
final class EventRoutes implements Routes {

    private final App app;
    private final StreamEvents events;

    EventRoutes(App app, StreamEvents events) {
        this.app = app;
        this.events = events;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/streams/{id}/events", this::listen);
        routes.get("/api/me/events", this::listenToOwn);
    }

    private void listen(Context ctx) {
        StreamSession stream = Params.stream(ctx, app.platform().sessions());
        String address = requireRoom(ctx);
        Optional<UserId> user = Caller.of(ctx).user().map(User::id);
        EventStream.open(ctx, browser -> events.join(stream, user, new StreamEvents.Seat(address, browser)));
    }

    private void listenToOwn(Context ctx) {
        UserId user = Caller.of(ctx).requireUser().id();
        String address = requireRoom(ctx);
        EventStream.open(ctx, browser -> events.join(user, new StreamEvents.Seat(address, browser)));
    }

    private String requireRoom(Context ctx) {
        String address = app.gatekeepers().addresses().of(ctx);
        if (!events.hasRoom(address)) {
            throw Problem.of(
                            503, "busy", "Very busy", "Too many people are listening. The page still works; reload it.")
                    .header("Retry-After", "30");
        }
        return address;
    }
}
