package dev.stagedoor.core.accounts;

import java.util.Set;

/**
 * What a new account is made from.
 *
 * @param email where mail reaches the person; 3 to 254 characters with one {@code @}
 * @param displayName 1 to 80 characters
 * @param passwordHash opaque to the domain, never the password itself; at most 1,000 characters
 * @param roles besides {@link Role#MEMBER}, which everybody gets
 */
public record SignUp(String email, String displayName, String passwordHash, Set<Role> roles) {
    /** Copies the roles. */
    public SignUp {
        roles = Set.copyOf(roles);
    }

    /** Leaves the hash out, so that it reaches no log. */
    @Override
    public String toString() {
        return "SignUp[displayName=" + displayName + ", roles=" + roles + "]";
    }
}
