package dev.stagedoor.server.auth;

import java.util.Locale;

/** What a person may be. */
public enum Role {
    /** May buy seats and watch. */
    MEMBER,
    /** May also hold classes. */
    INSTRUCTOR;

    /** The word in JSON and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
