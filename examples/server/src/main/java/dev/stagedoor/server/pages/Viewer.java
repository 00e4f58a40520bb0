package dev.stagedoor.server.pages;

import java.util.Optional;

/**
 * The signed-in person, as the header shows them.
 *
 * @param displayName the name people see
 * @param balance tokens, unless the token provider does not answer
 * @param instructor whether the instructor area is open to this person
 */
public record Viewer(String displayName, Optional<Long> balance, boolean instructor) {}
