package dev.stagedoor.server.planted;

/** Planted: the build must report it. */
public final class SomeExample {}
