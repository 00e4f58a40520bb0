package dev.stagedoor.server.pages;

import java.util.Optional;

/**
 * The one thing that fits this person and this class now.
 *
 * @param kind which case it is
 * @param heading said first
 * @param text the explanation; may be empty
 * @param button the strong button
 * @param second a quieter way on
 */
public record NextStep(Kind kind, String heading, String text, Optional<Button> button, Optional<Button> second) {

    /** The cases. */
    public enum Kind {
        /** Nobody is signed in. */
        SIGN_IN,
        /** The seat can be bought. */
        RESERVE,
        /** The balance is too small. */
        INSUFFICIENT_TOKENS,
        /** The provider has not answered yet. */
        PAYMENT_PENDING,
        /** The person has a seat and the class is to come. */
        WAIT,
        /** The person may watch now. */
        WATCH,
        /** The person teaches this class. */
        TEACH,
        /** No seat is left. */
        FULL,
        /** It is over. */
        ENDED,
        /** It was called off. */
        CANCELLED
    }

    /**
     * A button.
     *
     * @param label what it does and what it costs
     * @param target where it leads
     * @param post whether it changes something
     */
    public record Button(String label, String target, boolean post) {}

    /** The kind's name in class names. */
    public String key() {
        return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** Whether the button means "act now" and so may have the accent colour. */
    public boolean urgent() {
        return kind == Kind.RESERVE || kind == Kind.WATCH;
    }
}
