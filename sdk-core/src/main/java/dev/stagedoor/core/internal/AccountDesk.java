package dev.stagedoor.core.internal;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.accounts.Accounts;
import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.StorageException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@link Accounts} over the storage. */
public final class AccountDesk implements Accounts {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");
    private static final int MAX_EMAIL = 254;
    private static final int MAX_NAME = 80;
    private static final int MAX_HASH = 1_000;

    private final Tools tools;

    /**
     * @param tools what the room works with
     */
    public AccountDesk(Tools tools) {
        this.tools = tools;
    }

    @Override
    public SignUpResult signUp(SignUp signUp) {
        String email = signUp.email().strip();
        String name = signUp.displayName().strip();
        List<Violation> violations = violations(email, name, signUp.passwordHash());
        if (!violations.isEmpty()) {
            return new SignUpResult.Invalid(violations);
        }
        User user = new User(new UserId(tools.ids().next()), email, name, withMember(signUp.roles()), tools.now());
        boolean inserted =
                tools.storage().inTransaction(work -> work.accounts().insert(user, Optional.of(signUp.passwordHash())));
        return inserted ? new SignUpResult.SignedUp(user) : new SignUpResult.EmailTaken();
    }

    private static List<Violation> violations(String email, String name, String hash) {
        List<Violation> found = new ArrayList<>();
        if (email.length() > MAX_EMAIL || !EMAIL.matcher(email).matches()) {
            found.add(new Violation("email", "email is an address such as ana@example.com"));
        }
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            found.add(new Violation("displayName", "displayName has 1 to " + MAX_NAME + " characters"));
        }
        if (hash.isEmpty() || hash.length() > MAX_HASH) {
            found.add(new Violation("password", "password hash has 1 to " + MAX_HASH + " characters"));
        }
        return found;
    }

    private static Set<Role> withMember(Set<Role> roles) {
        Set<Role> all = EnumSet.of(Role.MEMBER);
        all.addAll(roles);
        return all;
    }

    @Override
    public User adopt(User user) {
        boolean known = tools.storage()
                .inTransaction(
                        work -> work.accounts().update(user) || work.accounts().insert(user, Optional.empty()));
        if (!known) {
            throw new StorageException("user " + user.id() + " has an address that another person uses", false, null);
        }
        return user;
    }

    @Override
    public Optional<User> find(UserId id) {
        return tools.storage().inTransaction(work -> work.accounts().find(id));
    }

    @Override
    public Optional<Credentials> credentials(String email) {
        return tools.storage().inTransaction(work -> work.accounts().credentials(email.strip()));
    }

    @Override
    public boolean changePasswordHash(UserId id, String passwordHash) {
        return tools.storage().inTransaction(work -> work.accounts().changePasswordHash(id, passwordHash));
    }
}
