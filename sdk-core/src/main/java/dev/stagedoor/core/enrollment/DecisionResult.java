package dev.stagedoor.core.enrollment;

import java.util.function.Function;

/** How a person's decision on a payment went. Only {@link Decided} has changed anything. */
public sealed interface DecisionResult {
    /**
     * Handles every case.
     *
     * @param decided taken
     * @param notOpen nothing to decide
     * @param unknown no such payment
     * @param <R> what comes out
     * @return what the fitting function gave
     */
    default <R> R fold(Function<Decided, R> decided, Function<NotOpen, R> notOpen, Function<Unknown, R> unknown) {
        if (this instanceof Decided it) {
            return decided.apply(it);
        }
        return this instanceof NotOpen it ? notOpen.apply(it) : unknown.apply((Unknown) this);
    }

    /**
     * The decision stands.
     *
     * @param payment as it is now
     */
    record Decided(RemotePayment payment) implements DecisionResult {}

    /**
     * The payment does not wait for a person, or not any more.
     *
     * @param payment as it is
     */
    record NotOpen(RemotePayment payment) implements DecisionResult {}

    /** There is no such payment. */
    record Unknown() implements DecisionResult {}
}
