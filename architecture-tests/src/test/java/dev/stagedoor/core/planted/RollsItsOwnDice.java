package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class RollsItsOwnDice {
    Object id = java.util.UUID.randomUUID();
}
