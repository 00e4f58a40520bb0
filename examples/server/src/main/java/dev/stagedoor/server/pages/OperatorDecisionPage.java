package dev.stagedoor.server.pages;

/**
 * Asks once more before an operator's decision is carried out, and for what goes on record with it.
 *
 * @param frame what is around it
 * @param payment what is decided on
 * @param decision which way
 * @param consequence what will happen
 * @param ids what the payment is called at the token API
 * @param form what was typed
 */
public record OperatorDecisionPage(
        Frame frame, WaitingPayment payment, Decision decision, String consequence, Ids ids, Form form) {

    /** Which way a decision goes. */
    public enum Decision {
        /** The tokens have moved. */
        MOVED("moved"),
        /** They have not. */
        NOT_MOVED("not-moved");

        private final String key;

        Decision(String key) {
            this.key = key;
        }

        /** The name in an address. */
        public String key() {
            return key;
        }
    }

    /**
     * Names to look for at the token API.
     *
     * @param key the key it was sent with
     * @param user whose wallet
     * @param original of a refund, the transaction to be paid back; else empty
     */
    public record Ids(String key, String user, String original) {}

    /** The question. */
    public String heading() {
        return "Sure that they were " + (decision == Decision.MOVED ? "" : "not ") + payment.verb() + "?";
    }

    /** The label of the button that decides. */
    public String confirm() {
        return decision == Decision.MOVED ? payment.movedLabel() : payment.notMovedLabel();
    }

    /** Where the form goes. */
    public String action() {
        return payment.base() + "/" + decision.key();
    }

    /** Whether the provider's name of the movement is asked for. */
    public boolean asksTransaction() {
        return decision == Decision.MOVED;
    }
}
