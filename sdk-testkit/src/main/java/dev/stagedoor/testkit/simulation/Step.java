package dev.stagedoor.testkit.simulation;

import java.util.function.Function;

/**
 * One thing that somebody does.
 *
 * @param text for people
 * @param act does it, and gives the answer in the model's words; may be called again after a crash
 * @param expect what the model answers
 * @param crash what a crash leaves of it
 */
record Step(String text, Function<House, String> act, Function<Model, String> expect, Crash crash) {
    /** What a crash leaves of a step. */
    enum Crash {
        /** All of it, or nothing. */
        ALL_OR_NOTHING,
        /** A part: it is asked for until it is done. */
        A_PART,
        /** There is none: the process lives through it. */
        NONE
    }

    Step(String text, Function<House, String> act, Function<Model, String> expect) {
        this(text, act, expect, Crash.ALL_OR_NOTHING);
    }
}
