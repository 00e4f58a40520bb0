package dev.stagedoor.server.retention;

import dev.stagedoor.core.enrollment.Round;
import dev.stagedoor.core.retention.PlannedAction;
import dev.stagedoor.core.retention.Retention;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.server.payment.OperatorKey;
import dev.stagedoor.server.retention.RetentionSweeps.Sweep;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sweeps over recordings on call, for schedulers outside, and the log of what was done. */
public final class RetentionRoutes implements Routes {

    private static final int MOST_LISTED = 500;

    private final OperatorKey operator;
    private final Retention retention;
    private final RetentionSweeps sweeps;

    /** Over the given application. */
    public RetentionRoutes(App app, RetentionSweeps sweeps) {
        this.operator = new OperatorKey(app.config().cronSecret());
        this.retention = app.platform().retention();
        this.sweeps = sweeps;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/cron/cleanup-recordings", ctx -> run(ctx, Sweep.CLEANUP));
        routes.get("/api/cron/migrate-streams-to-workouts", ctx -> run(ctx, Sweep.MIGRATION));
        routes.get("/api/cron/delete-orphaned-assets", ctx -> run(ctx, Sweep.ORPHANS));
        routes.get("/api/operator/retention", this::log);
    }

    private void run(Context ctx, Sweep sweep) {
        operator.require(ctx);
        if ("true".equals(ctx.queryParam("dryRun"))) {
            Json.answer(
                    ctx,
                    200,
                    Map.of(
                            "planned",
                            sweeps.plan(sweep).stream()
                                    .map(RetentionRoutes::view)
                                    .toList()));
            return;
        }
        Instant began = Instant.now();
        Round round = sweeps.run(sweep);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("examined", round.examined());
        body.put("done", round.done());
        body.put("failed", round.failed());
        body.put("skipped", round.skipped());
        body.put("tookMillis", Duration.between(began, Instant.now()).toMillis());
        Json.answer(ctx, 200, body);
    }

    private static Map<String, Object> view(PlannedAction planned) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("action", planned.action().wireName());
        view.put("recordingId", planned.recordingId().map(Object::toString).orElse(null));
        view.put("streamId", planned.streamId().map(Object::toString).orElse(null));
        view.put("why", planned.why());
        return view;
    }

    private void log(Context ctx) {
        operator.require(ctx);
        List<Map<String, Object>> entries =
                retention.log(MOST_LISTED).stream().map(RetentionRoutes::view).toList();
        Json.answer(ctx, 200, Map.of("entries", entries));
    }

    private static Map<String, Object> view(RetentionEntry entry) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", entry.at());
        view.put("action", entry.action().wireName());
        view.put("recordingId", entry.recordingId().map(Object::toString).orElse(null));
        view.put("streamId", entry.streamId().map(Object::toString).orElse(null));
        view.put("subject", entry.subject());
        view.put("why", entry.why());
        return view;
    }
}
