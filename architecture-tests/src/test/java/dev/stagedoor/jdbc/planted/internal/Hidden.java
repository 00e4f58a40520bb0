package dev.stagedoor.jdbc.planted.internal;

/** Planted: the build must report it. */
public final class Hidden {}
