package dev.stagedoor.core.accounts;

import java.time.Instant;
import java.util.Set;

/**
 * A person with an account.
 *
 * @param id who
 * @param email as given, without surrounding blanks; unique whatever the case of its letters
 * @param displayName what others see
 * @param roles at least {@link Role#MEMBER}
 * @param createdAt when the account was made
 */
public record User(UserId id, String email, String displayName, Set<Role> roles, Instant createdAt) {
    /** Copies the roles. */
    public User {
        roles = Set.copyOf(roles);
    }

    /**
     * @param role a role
     * @return whether this person has it
     */
    public boolean has(Role role) {
        return roles.contains(role);
    }
}
