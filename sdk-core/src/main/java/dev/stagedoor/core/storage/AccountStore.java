package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import java.util.Optional;

/** SPI: people. Holds, by a constraint of its own, that an e-mail address is used once whatever the case of its letters. */
public interface AccountStore {
    /**
     * @param user a new person
     * @param passwordHash opaque; empty for somebody who signs in elsewhere
     * @return false when the id or the address is taken
     */
    boolean insert(User user, Optional<String> passwordHash);

    /**
     * Overwrites name, address and roles.
     *
     * @param user somebody who exists
     * @return false when there is no such person or the address is somebody else's
     */
    boolean update(User user);

    /**
     * @param id who
     * @return the person, or empty
     */
    Optional<User> find(UserId id);

    /**
     * @param email any case of letters
     * @return the person with the hash, or empty when there is none or no hash
     */
    Optional<Credentials> credentials(String email);

    /**
     * @param id who
     * @param passwordHash opaque
     * @return whether there is such a person
     */
    boolean changePasswordHash(UserId id, String passwordHash);
}
