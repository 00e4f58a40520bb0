package dev.stagedoor.server.http;

import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.server.auth.Passwords;
import dev.stagedoor.server.auth.SignIn;
import dev.stagedoor.server.http.RateLimits.Action;
import io.javalin.http.Context;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Signing up and in over HTTP: counts attempts, and greets new accounts. Cookies are the {@link Door}'s. */
public final class Reception {

    private final SignIn signIn;
    private final Gatekeepers gatekeepers;
    private final Consumer<User> welcome;

    /**
     * Over the given accounts.
     *
     * @param welcome what happens for a new account, such as a gift
     */
    public Reception(SignIn signIn, Gatekeepers gatekeepers, Consumer<User> welcome) {
        this.signIn = signIn;
        this.gatekeepers = gatekeepers;
        this.welcome = welcome;
    }

    /**
     * Makes an account for a member.
     *
     * @throws Problem 429 after too many attempts, 503 if too many people sign in at once
     */
    public SignUpResult signUp(Context ctx, String email, String password, String displayName) {
        gatekeepers.limits().count(Action.SIGN_UP, address(ctx));
        SignUpResult result = unlessBusy(() -> signIn.signUp(email, password, displayName));
        if (result instanceof SignUpResult.SignedUp made) {
            welcome.accept(made.user());
        }
        return result;
    }

    /**
     * The person with this address and password, or empty.
     *
     * @throws Problem 429 after too many attempts, 503 if too many people sign in at once
     */
    public Optional<User> signIn(Context ctx, String email, String password) {
        RateLimits limits = gatekeepers.limits();
        String account = email.strip().toLowerCase(Locale.ROOT);
        String accountHere = account + "|" + address(ctx);
        limits.count(Action.LOGIN, address(ctx));
        limits.check(Action.WRONG_PASSWORD, accountHere);
        limits.check(Action.WRONG_PASSWORD_ANYWHERE, account);
        Optional<User> user = unlessBusy(() -> signIn.signIn(email, password));
        if (user.isEmpty()) {
            limits.spend(Action.WRONG_PASSWORD, accountHere);
            limits.spend(Action.WRONG_PASSWORD_ANYWHERE, account);
        }
        return user;
    }

    private String address(Context ctx) {
        return gatekeepers.addresses().of(ctx);
    }

    private static <T> T unlessBusy(Supplier<T> work) {
        try {
            return work.get();
        } catch (Passwords.Busy busy) {
            throw Problem.of(
                            503,
                            "busy",
                            "Very busy",
                            "Many people are signing in right now. Try again in a few seconds.")
                    .header("Retry-After", "5");
        }
    }
}
