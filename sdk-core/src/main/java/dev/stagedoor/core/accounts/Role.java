package dev.stagedoor.core.accounts;

/** What a person may do beyond watching. */
public enum Role {
    /** Enrolls and watches; everybody has it. */
    MEMBER,
    /** Gives classes. */
    INSTRUCTOR,
    /** Runs the service: resolves payments that need a person. */
    OPERATOR
}
