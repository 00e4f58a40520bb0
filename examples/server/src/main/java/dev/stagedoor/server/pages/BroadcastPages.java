package dev.stagedoor.server.pages;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.Optional;

/** The green room and the stage. */
final class BroadcastPages implements Routes {
    private final App app;
    private final Frames frames;

    BroadcastPages(App app, Frames frames) {
        this.app = app;
        this.frames = frames;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/instructor/streams/{id}/broadcast", this::show);
    }

    private void show(Context ctx) {
        User user = Caller.of(ctx).requireInstructor();
        StreamSession stream = Requests.stream(ctx, app);
        BroadcastResult result = app.platform().sessions().broadcast(user.id(), stream.id());
        Optional<LiveInput> input = result.fold(
                ready -> Optional.of(ready.liveInput()),
                missing -> {
                    throw Problem.noSuchStream();
                },
                stranger -> {
                    throw Problem.notYourStream();
                },
                closed -> Optional.empty());
        if (input.isEmpty()) {
            Requests.seeOther(ctx, Requests.with("/instructor/streams", Optional.of(Notice.NOT_POSSIBLE)));
            return;
        }
        LiveInput liveInput = input.get();
        Cards cards = new Cards(
                app.platform(), frames.times(ctx, stream.zone()), app.clock().instant(), Optional.of(user));
        app.templates()
                .answer(
                        ctx,
                        200,
                        "broadcast.jte",
                        new BroadcastPage(
                                frames.of(ctx),
                                cards.of(stream),
                                stream.seatsTaken(),
                                app.urls().seenBy(ctx, liveInput.whipUrl()),
                                liveInput.bearer()));
    }
}
