package dev.stagedoor.tokens.planted;

/** Planted: the build must report it. */
public final class SomeAdapter {}
