package dev.stagedoor.server.pages;

import java.util.Optional;

/** What just happened, said once after a redirect. Only these texts exist, so an address cannot put words on a page. */
public enum Notice {
    /** A seat was bought. */
    RESERVED("reserved", true, "Your seat is reserved. The class opens on this page."),
    /** The seat was there before; nothing was taken. */
    ALREADY_RESERVED("already-reserved", true, "You have this seat already. Nothing was taken again."),
    /** The provider has not said yet. */
    PAYMENT_PENDING(
            "payment-pending",
            true,
            "Your payment is being confirmed. You do not need to pay again; this page will tell you."),
    /** The seat was given back. */
    SEAT_CANCELLED("seat-cancelled", true, "Your seat is cancelled and your tokens are back."),
    /** Gave the seat back; whoever keeps the tokens has not confirmed the refund yet. */
    REFUND_PENDING(
            "refund-pending",
            true,
            "Your seat is cancelled. Your tokens are on their way back and come by themselves."),
    /** Too late to give the seat back. */
    SEAT_NOT_CANCELLED("seat-kept", false, "This seat can no longer be cancelled. Nothing was changed."),
    /** The class filled up. */
    FULL("full", false, "The last seat was just taken. Nothing was taken from your balance."),
    /** The class cannot be bought any more. */
    CLOSED("closed", false, "This class can no longer be reserved. Nothing was taken from your balance."),
    /** The price went up, or the balance down, since the page was made. */
    TOO_FEW_TOKENS("too-few-tokens", false, "You do not have enough tokens for this class. Nothing was taken."),
    /** The instructor changed the price meanwhile. */
    PRICE_CHANGED("price-changed", false, "The price has changed meanwhile. Nothing was taken; look again and decide."),
    /** The token provider said no. */
    PAYMENT_REFUSED("payment-refused", false, "The payment was refused. Nothing was taken from your balance."),
    /** The form was sent from a page that is out of date. */
    OLD_PAGE("old-page", false, "That page was out of date. Nothing was taken; here is how things are now."),
    /** A class was made. */
    CREATED("created", true, "Your class is scheduled and people can reserve seats."),
    /** A class was changed. */
    SAVED("saved", true, "Your changes are saved."),
    /** A class was called off. */
    CANCELLED("cancelled", true, "The class is cancelled. People who paid get their tokens back."),
    /** A class is gone. */
    DELETED("deleted", true, "The class is deleted."),
    /** A class has seats that were paid. */
    NOT_DELETED("not-deleted", false, "The class was not deleted. Nothing was changed."),
    /** The move does not fit the state of the class. */
    NOT_POSSIBLE("not-possible", false, "That is not possible for this class any more. Nothing was changed."),
    /** Signed out. */
    SIGNED_OUT("signed-out", true, "You are signed out."),
    /** The instructor's door is closed again. */
    STUDIO_CLOSED("studio-closed", true, "The studio is locked on this device."),
    /** The operator's door is closed again. */
    OPERATOR_CLOSED("operator-closed", true, "The operator's page is locked on this device."),
    /** An operator decided on a payment. */
    DECIDED("decided", true, "Your decision is written down and carried out."),
    /** A refund was not made; the sweep makes it. */
    REFUND_AGAIN("refund-again", true, "Written down. The refund is sent again by itself."),
    /** A refund was not made, and nothing but a person can make it. */
    REFUND_OWED("refund-owed", true, "Written down. The refund is still owed and stays here until it is made."),
    /** Somebody else was faster, or the same form came twice. */
    DECIDED_BEFORE(
            "decided-before",
            false,
            "Nothing waits for a decision there any more: it was taken before. Nothing was changed.");

    private final String key;
    private final boolean good;
    private final String text;

    Notice(String key, boolean good, String text) {
        this.key = key;
        this.good = good;
        this.text = text;
    }

    /** The notice named in an address, if there is such a one. */
    public static Optional<Notice> of(String key) {
        for (Notice notice : values()) {
            if (notice.key.equals(key)) {
                return Optional.of(notice);
            }
        }
        return Optional.empty();
    }

    /** The name in an address. */
    public String key() {
        return key;
    }

    /** Whether it is good news. */
    public boolean good() {
        return good;
    }

    /** What is said. */
    public String text() {
        return text;
    }
}
