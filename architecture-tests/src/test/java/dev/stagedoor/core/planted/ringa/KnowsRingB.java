package dev.stagedoor.core.planted.ringa;

/** Planted: the build must report it. */
public final class KnowsRingB {
    dev.stagedoor.core.planted.ringb.KnowsRingA other;
}
