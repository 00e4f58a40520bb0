package dev.stagedoor.jdbc.planted;

/** Planted: the build must report it. */
public final class KnowsAnotherAdapter {
    dev.stagedoor.tokens.planted.SomeAdapter adapter;
}
