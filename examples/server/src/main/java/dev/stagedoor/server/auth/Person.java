package dev.stagedoor.server.auth;

import java.util.Set;

/**
 * Somebody with an account.
 *
 * @param userId stable, never reused
 * @param email as typed at sign-up, compared without case
 * @param displayName the name other people see
 * @param roles never empty
 */
public record Person(String userId, String email, String displayName, Set<Role> roles) {

    /** Copies the roles. */
    public Person {
        roles = Set.copyOf(roles);
    }

    /** Whether the person may hold classes. The instructor area also asks for the instructor access token. */
    public boolean isInstructor() {
        return roles.contains(Role.INSTRUCTOR);
    }
}
