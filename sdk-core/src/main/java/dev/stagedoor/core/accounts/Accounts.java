package dev.stagedoor.core.accounts;

import java.util.Optional;

/** Embedded accounts. Safe for use by many threads. */
public interface Accounts {
    /**
     * Makes an account.
     *
     * @param signUp what it is made from
     * @return how it went
     */
    SignUpResult signUp(SignUp signUp);

    /**
     * Makes sure that a person known elsewhere (an OpenID Connect issuer) exists here, with the name and roles of now.
     *
     * @param user the person as the other place knows them; the id is the caller's
     * @return the person as stored
     */
    User adopt(User user);

    /**
     * @param id who
     * @return the person, or empty
     */
    Optional<User> find(UserId id);

    /**
     * Finds a person for signing in.
     *
     * @param email any case of letters
     * @return the person with the hash to check, or empty when nobody embedded has this address
     */
    Optional<Credentials> credentials(String email);

    /**
     * Replaces the hash, for a changed password or a stronger hash of the same one.
     *
     * @param id who
     * @param passwordHash the new hash
     * @return whether there is such a person
     */
    boolean changePasswordHash(UserId id, String passwordHash);
}
