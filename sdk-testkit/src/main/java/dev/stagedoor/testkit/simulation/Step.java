package dev.stagedoor.testkit.simulation;

import java.util.function.Function;

/**
 * One thing that somebody does.
 *
 * @param text for people
 * @param act does it, and gives the answer in the model's words; may be called again after a crash
 * @param expect what the model answers
 * @param inOneCommit whether a crash leaves all of it or nothing; otherwise it is asked for until it is done
 */
record Step(String text, Function<House, String> act, Function<Model, String> expect, boolean inOneCommit) {
    Step(String text, Function<House, String> act, Function<Model, String> expect) {
        this(text, act, expect, true);
    }
}
