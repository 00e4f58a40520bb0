package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The wallet of the person who asks. */
final class TokenRoutes implements Routes {

    private static final int MOST_LISTED = 500;

    private final App app;

    TokenRoutes(App app) {
        this.app = app;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.get("/api/tokens/balance", this::balance);
        routes.get("/api/tokens/transactions", this::transactions);
    }

    private void balance(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        Json.answer(
                ctx,
                200,
                Map.of("balance", app.platform().tokens().balance(user.id()).amount()));
    }

    private void transactions(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        List<Map<String, Object>> lines = app.platform().tokens().history(user.id(), MOST_LISTED).stream()
                .map(TokenRoutes::line)
                .toList();
        Json.answer(ctx, 200, Map.of("transactions", lines));
    }

    private static Map<String, Object> line(TokenMovement movement) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("transactionId", movement.transactionId());
        line.put("kind", movement.kind().wireName());
        line.put("change", movement.change());
        line.put("note", movement.note());
        line.put("subject", movement.subject().orElse(null));
        line.put("at", movement.at());
        return line;
    }
}
