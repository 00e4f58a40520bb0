package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class SpeaksSql {
    java.sql.Connection connection;
}
