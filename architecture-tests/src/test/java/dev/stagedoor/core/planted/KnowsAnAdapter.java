package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class KnowsAnAdapter {
    dev.stagedoor.jdbc.planted.KnowsAnotherAdapter adapter;
}
