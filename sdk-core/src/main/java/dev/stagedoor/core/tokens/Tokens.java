package dev.stagedoor.core.tokens;

/**
 * An amount of money in whole tokens, from 0 to {@value #MAX}.
 *
 * @param amount whole tokens
 */
public record Tokens(long amount) implements Comparable<Tokens> {
    /** The largest amount; sums of a million such amounts still fit a {@code long}. */
    public static final long MAX = 1_000_000_000_000L;

    /** Nothing. */
    public static final Tokens ZERO = new Tokens(0);

    /** Refuses amounts below zero and above {@value #MAX} with an {@link IllegalArgumentException}. */
    public Tokens {
        if (amount < 0 || amount > MAX) {
            throw new IllegalArgumentException("tokens must be 0 to " + MAX + ", not " + amount);
        }
    }

    /**
     * @param amount whole tokens
     * @return the amount
     */
    public static Tokens of(long amount) {
        return amount == 0 ? ZERO : new Tokens(amount);
    }

    /**
     * @param other what to add
     * @return the sum
     */
    public Tokens plus(Tokens other) {
        return of(amount + other.amount);
    }

    /**
     * @param other what to take away, at most this amount
     * @return the difference
     */
    public Tokens minus(Tokens other) {
        return of(amount - other.amount);
    }

    /**
     * @param other another amount
     * @return whether this is the smaller one
     */
    public boolean isLessThan(Tokens other) {
        return amount < other.amount;
    }

    /** {@return whether this is nothing} */
    public boolean isZero() {
        return amount == 0;
    }

    @Override
    public int compareTo(Tokens other) {
        return Long.compare(amount, other.amount);
    }

    @Override
    public String toString() {
        return amount == 1 ? "1 token" : amount + " tokens";
    }
}
