package dev.stagedoor.server.auth;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Signing up and signing in with e-mail address and password. */
public final class SignIn {

    private final Accounts accounts;
    private final Passwords passwords;
    private final Set<String> instructors;

    /**
     * Over the library's accounts.
     *
     * @param instructors addresses in lower case whose accounts become instructors
     */
    public SignIn(Accounts accounts, Passwords passwords, Set<String> instructors) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.instructors = Set.copyOf(instructors);
    }

    /**
     * Makes an account, for an instructor if the address is one of theirs.
     *
     * @throws Passwords.Busy if too many people sign in at once
     */
    public SignUpResult signUp(String email, String password, String displayName) {
        List<Violation> violations = new ArrayList<>();
        if (!looksLikeEmail(email)) {
            violations.add(new Violation("email", "Enter an e-mail address such as ana@example.com."));
        }
        Passwords.complaint(password).ifPresent(text -> violations.add(new Violation("password", text)));
        if (displayName.isBlank() || displayName.strip().length() > 80) {
            violations.add(new Violation("displayName", "Enter the name other people see, 1 to 80 characters."));
        }
        if (!violations.isEmpty()) {
            return new SignUpResult.Invalid(violations);
        }
        Set<Role> roles = teaches(email) ? Set.of(Role.INSTRUCTOR) : Set.of();
        return accounts.signUp(new SignUp(email.strip(), displayName.strip(), passwords.hash(password), roles));
    }

    /**
     * The person with this address and password, or empty. How long it takes does not tell which of the two was wrong.
     *
     * @throws Passwords.Busy if too many people sign in at once
     */
    public Optional<User> signIn(String email, String password) {
        Optional<Credentials> found = accounts.credentials(email.strip().toLowerCase(Locale.ROOT));
        boolean right = passwords.matches(
                Passwords.isReadable(password) ? password : "",
                found.map(Credentials::passwordHash).orElse(null));
        return right ? found.map(Credentials::user).map(this::withRoles) : Optional.empty();
    }

    private User withRoles(User user) {
        if (user.has(Role.INSTRUCTOR) || !teaches(user.email())) {
            return user;
        }
        Set<Role> roles = EnumSet.of(Role.INSTRUCTOR);
        roles.addAll(user.roles());
        return accounts.adopt(new User(user.id(), user.email(), user.displayName(), roles, user.createdAt()));
    }

    private boolean teaches(String email) {
        return instructors.contains(email.strip().toLowerCase(Locale.ROOT));
    }

    private static boolean looksLikeEmail(String email) {
        String address = email.strip();
        return address.length() <= 254
                && address.matches("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]+\\.[^@\\s\\p{Cntrl}.]{2,}");
    }
}
