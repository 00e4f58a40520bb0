package dev.stagedoor.core.session;

import java.util.function.UnaryOperator;

/**
 * A change of a class: takes the draft that would make it as it is, gives the one that it shall be. Example: {@code draft ->
 * draft.title("Yoga").price(Tokens.of(5))}. Called once or more, so it has no side effects.
 */
@FunctionalInterface
public interface StreamEdit extends UnaryOperator<StreamDraft> {}
