package dev.stagedoor.core.accounts;

/**
 * A person and the secret to check a password against.
 *
 * @param user who
 * @param passwordHash opaque to the domain: whoever made it can check it
 */
public record Credentials(User user, String passwordHash) {
    /** Leaves the hash out, so that it reaches no log. */
    @Override
    public String toString() {
        return "Credentials[user=" + user.id() + "]";
    }
}
