package dev.stagedoor.core.planted.ringb;

/** Planted: the build must report it. */
public final class KnowsRingA {
    dev.stagedoor.core.planted.ringa.KnowsRingB other;
}
