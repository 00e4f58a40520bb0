package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class AsksAnInternalOfJdbc {
    dev.stagedoor.jdbc.planted.internal.Hidden hidden;
}
