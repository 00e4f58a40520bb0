package dev.stagedoor.server.ops;

import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Liveness and readiness. */
public final class HealthRoutes implements Routes {

    private final List<Check> checks;

    /**
     * One thing the server cannot work without.
     *
     * @param name as shown to the operator
     * @param healthy asked at each request; must not block long
     */
    public record Check(String name, java.util.function.BooleanSupplier healthy) {}

    /** Readiness is the sum of the checks. */
    public HealthRoutes(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/healthz", ctx -> Json.answer(ctx, 200, Map.of("status", "up")));
        routes.get("/readyz", this::readiness);
    }

    private void readiness(Context ctx) {
        Map<String, String> states = new LinkedHashMap<>();
        checks.forEach(check -> states.put(check.name(), states.containsValue("down") ? "not asked" : state(check)));
        boolean ready = states.values().stream().allMatch("up"::equals);
        Json.answer(ctx, ready ? 200 : 503, Map.of("status", ready ? "ready" : "not ready", "checks", states));
    }

    private static String state(Check check) {
        try {
            return check.healthy().getAsBoolean() ? "up" : "down";
        } catch (RuntimeException broken) {
            return "down";
        }
    }
}
