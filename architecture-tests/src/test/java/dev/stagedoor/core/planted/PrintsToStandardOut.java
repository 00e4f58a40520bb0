package dev.stagedoor.core.planted;

/** Planted: the build must report it. */
public final class PrintsToStandardOut {
    void print() {
        System.out.println();
    }
}
