package dev.stagedoor.server.ops;

import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Liveness and readiness. */
public final class HealthRoutes implements Routes {

    private final List<Check> checks;
    private final Supplier<List<String>> warnings;

    /**
     * One thing the server cannot work without.
     *
     * @param name as shown to the operator
     * @param healthy asked at each request; must not block long
     */
    public record Check(String name, BooleanSupplier healthy) {}

    /**
     * Readiness is the sum of the checks.
     *
     * @param warnings what an operator should look at although the server works, a sentence each; asked at each request
     */
    public HealthRoutes(List<Check> checks, Supplier<List<String>> warnings) {
        this.checks = List.copyOf(checks);
        this.warnings = warnings;
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
        Json.answer(
                ctx,
                ready ? 200 : 503,
                Map.of("status", ready ? "ready" : "not ready", "checks", states, "warnings", warnings.get()));
    }

    private static String state(Check check) {
        try {
            return check.healthy().getAsBoolean() ? "up" : "down";
        } catch (RuntimeException broken) {
            return "down";
        }
    }
}
