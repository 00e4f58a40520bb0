package dev.stagedoor.server.download;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.recorder.RecorderException;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.server.media.Media;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An instructor's own recordings as MP4. */
public final class DownloadRoutes implements Routes {

    private static final Set<RecordingState> THERE =
            EnumSet.of(RecordingState.READY, RecordingState.RETAINED, RecordingState.MIGRATED);

    private final App app;
    private final Mp4Files files;
    private final Media media;

    /** Files are made here, or where the recordings are. */
    public DownloadRoutes(App app, Mp4Files files, Media media) {
        this.app = app;
        this.files = files;
        this.media = media;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/instructor/streams/{id}/recording.mp4", this::download);
    }

    private void download(Context ctx) throws IOException {
        User instructor = Caller.of(ctx).requireInstructor();
        StreamSession stream = StreamId.parse(ctx.pathParam("id"))
                .flatMap(app.platform().sessions()::find)
                .orElseThrow(Problem::noSuchStream);
        if (!stream.instructor().equals(instructor.id())) {
            throw Problem.notYourStream();
        }
        Recording recording = app.platform()
                .recordings()
                .forStream(stream.id())
                .filter(it -> THERE.contains(it.state()))
                .orElseThrow(() -> Problem.of(
                        404,
                        "recording_not_found",
                        "No recording",
                        "There is no recording of this class, or not any more."));
        Optional<Media.Download> elsewhere = recording.assetId().flatMap(media::download);
        if (elsewhere.isPresent()) {
            elsewhere.get().url().ifPresentOrElse(url -> redirect(ctx, url), () -> notYet(ctx));
            return;
        }
        Optional<Path> file = made(recording);
        if (file.isEmpty()) {
            notYet(ctx);
            return;
        }
        String name = URLEncoder.encode(stream.title() + ".mp4", StandardCharsets.UTF_8)
                .replace("+", "%20");
        ctx.header("Content-Disposition", "attachment; filename=\"recording.mp4\"; filename*=UTF-8''" + name)
                .header("Cache-Control", "private, no-store")
                .disableCompression();
        FileAnswer.send(ctx, file.get(), "video/mp4");
    }

    private static void redirect(Context ctx, URI url) {
        ctx.header("Cache-Control", "no-store").redirect(url.toString(), HttpStatus.FOUND);
    }

    private static void notYet(Context ctx) {
        ctx.header("Retry-After", "2");
        Json.answer(ctx, 202, Map.of("state", "being_prepared"));
    }

    private Optional<Path> made(Recording recording) {
        try {
            return files.file(recording.id());
        } catch (RecorderException fault) {
            throw Problem.of(
                    503,
                    "recording_unavailable",
                    "The file could not be made",
                    "The recording is not lost. Try again in a minute; when it fails again, tell the operator.");
        }
    }
}
