package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.server.App;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import dev.stagedoor.tokens.PostResult;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

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
        routes.post("/api/tokens/deduct", this::deduct);
    }

    private void deduct(Context ctx) {
        User user = Caller.of(ctx).requireUser();
        if (app.config().tokensApi().isPresent()) {
            throw Problem.of(404, "tokens_elsewhere", "Not here", "Somebody else keeps the wallets of this server.");
        }
        Fields fields = Fields.of(ctx);
        long amount = fields.requireWhole("amount", 1, Tokens.MAX, "Enter a whole number of tokens, at least 1.");
        String reason = fields.text("reason").orElse("");
        fields.requireObjectIfPresent("metadata");
        fields.check();
        TransferId id = Params.idempotencyKey(ctx)
                .map(key -> TransferId.fromKey("deduct|" + user.id(), key))
                .orElseGet(() -> new TransferId(app.platform().ids().next()));
        Map<String, Object> body = app.ledger()
                .deduct(id, user.id(), Tokens.of(amount), reason)
                .fold(TokenRoutes::deducted, insufficient -> tooFew(insufficient, amount), conflict -> {
                    throw Params.keyReused();
                });
        Json.answer(ctx, 200, body);
    }

    private static Map<String, Object> deducted(PostResult.Posted posted) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("success", true);
        body.put("newBalance", posted.newBalance().amount());
        body.put("transactionId", posted.transactionId());
        return body;
    }

    private static Map<String, Object> tooFew(PostResult.Insufficient insufficient, long amount) {
        throw Problem.of(
                        402,
                        "insufficient_tokens",
                        "Not enough tokens",
                        "There are " + insufficient.balance() + " and " + Tokens.of(amount)
                                + " were asked for. Nothing was taken.")
                .with("success", false)
                .with("balance", insufficient.balance().amount())
                .with("price", amount);
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
        Stream<Map<String, Object>> lines = app.config().tokensApi().isPresent()
                ? app.platform().reconciler().listFor(user.id(), MOST_LISTED).stream()
                        .map(TokenRoutes::line)
                : app.platform().tokens().history(user.id(), MOST_LISTED).stream()
                        .map(TokenRoutes::line);
        Json.answer(ctx, 200, Map.of("transactions", lines.toList()));
    }

    private static Map<String, Object> line(TokenMovement movement) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("transactionId", movement.transactionId());
        line.put("kind", movement.kind().wireName());
        line.put("change", movement.change());
        line.put("note", movement.note());
        line.put("subject", movement.subject().orElse(null));
        line.put("at", movement.at());
        line.put("state", RemotePayment.State.DONE.wireName());
        return line;
    }

    /** With wallets elsewhere: what this server has caused there. What waits for a person is pending for the one whose tokens they are. */
    private static Map<String, Object> line(RemotePayment payment) {
        boolean debit = payment.kind() == RemotePayment.Kind.DEBIT;
        boolean declined = payment.state() == RemotePayment.State.DECLINED;
        long amount = payment.amount().amount();
        RemotePayment.State state = payment.state().isOpen() ? RemotePayment.State.PENDING : payment.state();
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("transactionId", payment.transactionId().orElse(null));
        line.put("kind", (debit ? TokenMovement.Kind.RESERVE : TokenMovement.Kind.RELEASE).wireName());
        line.put("change", declined ? 0 : debit ? -amount : amount);
        line.put("note", payment.reason());
        line.put("subject", payment.streamId().value());
        line.put("at", payment.createdAt());
        line.put("state", state.wireName());
        return line;
    }
}
