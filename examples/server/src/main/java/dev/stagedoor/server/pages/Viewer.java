package dev.stagedoor.server.pages;

/**
 * The signed-in person, as the header shows them.
 *
 * @param displayName the name people see
 * @param balance tokens
 * @param instructor whether the instructor area is open to this person
 */
public record Viewer(String displayName, long balance, boolean instructor) {}
