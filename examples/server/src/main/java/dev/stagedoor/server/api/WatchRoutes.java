package dev.stagedoor.server.api;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Reason;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.audience.Audience;
import dev.stagedoor.core.audience.AudienceCount;
import dev.stagedoor.core.audience.BeatResult;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks the gate for what a device needs to watch. */
final class WatchRoutes implements Routes {

    private final App app;

    WatchRoutes(App app) {
        this.app = app;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.post("/api/streams/{id}/watch", this::watch);
        routes.post("/api/streams/{id}/beat", this::beat);
        routes.delete("/api/streams/{id}/beat/{viewerSessionId}", this::leave);
    }

    private void beat(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        Params.streamId(ctx);
        BeatResult result = Fields.of(ctx)
                .text("viewerSessionId")
                .flatMap(ViewerSessionId::parse)
                .map(device -> app.platform().audience().beat(user.id(), device))
                .orElseGet(BeatResult.Unknown::new);
        if (result instanceof BeatResult.Denied it) {
            throw refusal(it.explanation());
        }
        if (!(result instanceof BeatResult.Counted counted)) {
            throw Problem.of(
                    404,
                    "viewer_session_not_found",
                    "Not watching",
                    "This device is not watching any more. Ask to watch again.");
        }
        AudienceCount now = counted.audience();
        ctx.header("Cache-Control", "no-store");
        Json.answer(ctx, 200, Map.of("viewers", now.viewers(), "peakViewers", now.peakViewers()));
    }

    private void leave(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        Params.streamId(ctx);
        ViewerSessionId.parse(ctx.pathParam("viewerSessionId"))
                .ifPresent(device -> app.platform().audience().leave(user.id(), device));
        ctx.status(204);
    }

    private void watch(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        StreamId stream = Params.streamId(ctx);
        Map<String, Object> body =
                app.platform().audience().admit(user.id(), stream).fold(new Answers(ctx));
        ctx.header("Cache-Control", "no-store");
        Json.answer(ctx, 200, body);
    }

    private final class Answers implements WatchResult.Cases<Map<String, Object>> {

        private final Context ctx;

        Answers(Context ctx) {
            this.ctx = ctx;
        }

        @Override
        public Map<String, Object> live(WatchResult.Live it) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("mode", "live");
            body.put("whepUrl", app.urls().seenBy(ctx, it.ticket().whepUrl()));
            body.put("token", it.ticket().token());
            body.put("expiresAt", it.ticket().expiresAt());
            body.put("viewerSessionId", it.viewerSessionId().toString());
            if (app.platform().audience().countsBeats()) {
                body.put("beatSeconds", Audience.BEAT_INTERVAL.toSeconds());
            }
            return body;
        }

        @Override
        public Map<String, Object> replay(WatchResult.Replay it) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("mode", "replay");
            body.put("hlsUrl", app.urls().seenBy(ctx, it.ticket().hlsUrl()));
            body.put("token", it.ticket().token());
            body.put("expiresAt", it.ticket().expiresAt());
            body.put("recordingId", it.recordingId().toString());
            body.put("accessEndsAt", it.accessEndsAt());
            return body;
        }

        @Override
        public Map<String, Object> denied(WatchResult.Denied it) {
            throw refusal(it.explanation());
        }

        @Override
        public Map<String, Object> tooManyDevices(WatchResult.TooManyDevices it) {
            throw Problem.of(
                            409,
                            "too_many_devices",
                            "Too many devices",
                            "Your seat is being watched on " + it.limit()
                                    + " devices. Close one of them and try again.")
                    .with("limit", it.limit());
        }

        @Override
        public Map<String, Object> unavailable(WatchResult.Unavailable it) {
            throw Problem.of(409, "stream_not_live", "Not on air yet", it.message())
                    .header("Retry-After", "2");
        }
    }

    private static Problem refusal(AccessExplanation explanation) {
        if (explanation.has(Reason.Code.STREAM_NOT_FOUND)) {
            return Problem.noSuchStream();
        }
        List<AccessView.Reason> reasons = AccessView.of(explanation).reasons();
        return Problem.of(
                        403,
                        code(explanation),
                        "You cannot watch now",
                        reasons.get(reasons.size() - 1).message())
                .with("verdict", AccessView.of(explanation).verdict())
                .with("reasons", reasons);
    }

    private static String code(AccessExplanation explanation) {
        if (explanation.has(Reason.Code.PAYMENT_PENDING)) {
            return "payment_pending";
        }
        if (explanation.has(Reason.Code.NOT_ENROLLED)) {
            return "not_enrolled";
        }
        return explanation.has(Reason.Code.ENROLLED) || explanation.has(Reason.Code.OWNER)
                ? "stream_not_live"
                : "forbidden";
    }
}
