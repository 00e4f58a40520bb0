package dev.stagedoor.server.api;

import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.server.App;
import dev.stagedoor.server.auth.Sessions;
import dev.stagedoor.server.http.Caller;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Signing up, in and out; who am I. */
final class AuthRoutes implements Routes {

    private final App app;

    AuthRoutes(App app) {
        this.app = app;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.post("/api/auth/signup", this::signUp);
        routes.post("/api/auth/login", this::logIn);
        routes.post("/api/auth/logout", this::logOut);
        routes.get("/api/me", AuthRoutes::me);
    }

    private void signUp(Context ctx) {
        Fields fields = Fields.of(ctx);
        String email = fields.requireText("email", "Enter your e-mail address.");
        String password = fields.requireText("password", "Choose a password.");
        String displayName = fields.requireText("displayName", "Enter the name other people see.");
        fields.check();
        SignUpResult result = app.reception().signUp(ctx, email, password, displayName);
        User user = result.fold(SignUpResult.SignedUp::user, taken -> again(ctx, email, password), invalid -> {
            throw Fields.problem(invalid.violations());
        });
        letIn(ctx, 201, user);
    }

    private User again(Context ctx, String email, String password) {
        Optional<User> same =
                Params.idempotencyKey(ctx).flatMap(key -> app.reception().signIn(ctx, email, password));
        return same.orElseThrow(() -> Problem.of(
                409, "email_taken", "This address has an account", "Sign in instead, or use another e-mail address."));
    }

    private void logIn(Context ctx) {
        Fields fields = Fields.of(ctx);
        String email = fields.requireText("email", "Enter your e-mail address.");
        String password = fields.requireText("password", "Enter your password.");
        fields.check();
        User user = app.reception()
                .signIn(ctx, email, password)
                .orElseThrow(() -> Problem.of(
                        401,
                        "invalid_credentials",
                        "That did not match",
                        "E-mail address or password is wrong. Check both and try again."));
        letIn(ctx, 200, user);
    }

    private void letIn(Context ctx, int status, User user) {
        Caller caller = app.door().signIn(ctx, user);
        Sessions.Issued token = app.sessions().open(user.id(), Sessions.Kind.API);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("userId", user.id().toString());
        body.put("displayName", user.displayName());
        body.put("accessToken", token.value());
        body.put("expiresAt", token.expiresAt());
        ctx.header("X-CSRF-Token", caller.csrfToken()).header("Cache-Control", "no-store");
        Json.answer(ctx, status, body);
    }

    private void logOut(Context ctx) {
        app.door().signOut(ctx);
        ctx.status(204);
    }

    private static void me(Context ctx) {
        Caller caller = Caller.of(ctx);
        User user = caller.requireUser();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("userId", user.id().toString());
        body.put("displayName", user.displayName());
        body.put("email", user.email());
        body.put(
                "roles",
                new TreeSet<>(user.roles().stream()
                        .map(role -> role.name().toLowerCase(java.util.Locale.ROOT))
                        .toList()));
        if (!caller.csrfToken().isEmpty()) {
            ctx.header("X-CSRF-Token", caller.csrfToken());
        }
        Json.answer(ctx, 200, body);
    }
}
