package dev.stagedoor.server.thumbnail;

import dev.stagedoor.assets.BytesAssetSource;
import dev.stagedoor.assets.ImageResult;
import dev.stagedoor.assets.Placeholder;
import dev.stagedoor.assets.ThumbnailImages;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.catalog.Workout;
import dev.stagedoor.core.catalog.WorkoutId;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.server.thumbnail.Thumbnails.Origin;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Pictures over HTTP: uploaded by the instructor, shown to everybody or to those whom the gate lets in, and never missing. */
public final class ThumbnailRoutes implements Routes {

    private final App app;
    private final Thumbnails thumbnails;
    private final ThumbnailImages images = new ThumbnailImages();

    /** Over the given application. */
    public ThumbnailRoutes(App app, Thumbnails thumbnails) {
        this.app = app;
        this.thumbnails = thumbnails;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/streams/{id}/thumbnail", this::ofClass);
        routes.get("/workouts/{id}/thumbnail", this::ofWorkout);
        routes.put("/api/instructor/streams/{id}/thumbnail", this::upload);
        routes.delete("/api/instructor/streams/{id}/thumbnail", this::remove);
    }

    private void ofClass(Context ctx) {
        StreamSession stream = stream(ctx);
        Optional<UserId> user = Caller.of(ctx).user().map(User::id);
        boolean inside = user.isPresent()
                && app.platform().explainAccess(user.get(), stream.id()).opens(Door.THUMBNAIL);
        show(ctx, Optional.of(stream.id()), stream.title(), inside);
    }

    private void ofWorkout(Context ctx) {
        WorkoutId id = WorkoutId.parse(ctx.pathParam("id")).orElseThrow(ThumbnailRoutes::noSuchWorkout);
        Workout workout = app.platform().catalog().find(id).orElseThrow(ThumbnailRoutes::noSuchWorkout);
        boolean inside = app.platform()
                .catalog()
                .explainAccess(Caller.of(ctx).user().map(User::id), id)
                .opens(Door.THUMBNAIL);
        show(ctx, workout.source(), workout.title(), inside);
    }

    private static Problem noSuchWorkout() {
        return Problem.of(404, "workout_not_found", "No such workout", "This workout does not exist.");
    }

    private void show(Context ctx, Optional<StreamId> stream, String title, boolean inside) {
        Optional<byte[]> uploaded = stream.flatMap(id -> thumbnails.find(id, Origin.UPLOADED));
        Optional<byte[]> captured = uploaded.isEmpty() && inside
                ? stream.flatMap(id -> thumbnails.find(id, Origin.CAPTURED))
                : Optional.empty();
        ctx.header("Vary", "Cookie, Authorization");
        if (captured.isPresent()) {
            answer(ctx, captured.get(), "image/jpeg", "private, max-age=60");
        } else if (uploaded.isPresent()) {
            answer(ctx, uploaded.get(), "image/jpeg", "private, max-age=300");
        } else {
            byte[] svg = Placeholder.svg(title).getBytes(StandardCharsets.UTF_8);
            answer(ctx, svg, "image/svg+xml", "private, max-age=60");
        }
    }

    private static void answer(Context ctx, byte[] picture, String type, String caching) {
        String tag = '"' + fingerprint(picture) + '"';
        ctx.header("ETag", tag).header("Cache-Control", caching);
        String known = ctx.header("If-None-Match");
        if (tag.equals(known)) {
            ctx.status(304);
        } else {
            ctx.contentType(type).result(picture);
        }
    }

    private static String fingerprint(byte[] picture) {
        return new BytesAssetSource(picture, "image/jpeg").sha256().substring(0, 16);
    }

    private StreamSession stream(Context ctx) {
        return StreamId.parse(ctx.pathParam("id"))
                .flatMap(app.platform().sessions()::find)
                .orElseThrow(Problem::noSuchStream);
    }

    private StreamSession own(Context ctx) {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamSession stream = stream(ctx);
        if (!stream.instructor().equals(instructor.id())) {
            throw Problem.notYourStream();
        }
        return stream;
    }

    private void upload(Context ctx) throws IOException {
        StreamSession stream = own(ctx);
        byte[] sent = ctx.req().getInputStream().readNBytes(ThumbnailImages.MOST_BYTES + 1);
        ImageResult result = images.accept(sent);
        if (!(result instanceof ImageResult.Accepted accepted)) {
            throw Problem.validation("thumbnail", result.sentence());
        }
        thumbnails.upload(stream.id(), accepted.bytes());
        address(stream, Optional.of("/streams/" + stream.id() + "/thumbnail?v=" + fingerprint(accepted.bytes())));
        ctx.status(204);
    }

    private void remove(Context ctx) {
        StreamSession stream = own(ctx);
        thumbnails.removeUpload(stream.id());
        address(stream, Optional.empty());
        ctx.status(204);
    }

    private void address(StreamSession stream, Optional<String> url) {
        SessionResult result = app.platform().sessions().picture(stream.instructor(), stream.id(), url);
        if (!(result instanceof SessionResult.Done)) {
            throw Problem.noSuchStream();
        }
    }
}
