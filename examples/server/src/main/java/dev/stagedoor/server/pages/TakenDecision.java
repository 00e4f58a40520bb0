package dev.stagedoor.server.pages;

/**
 * A decision that was taken on a payment, as the operator sees it.
 *
 * @param payment what was decided on, as it is now
 * @param moved whether the tokens were found to have moved
 * @param transaction what the token API calls the movement; else empty
 * @param by the name that was given
 * @param with what let them in
 * @param from where they were
 * @param at when
 * @param known what was known before; may be empty
 */
public record TakenDecision(
        WaitingPayment payment,
        boolean moved,
        String transaction,
        String by,
        String with,
        String from,
        When at,
        String known) {

    /** What was found, as the button said it. */
    public String finding() {
        return moved ? payment.movedLabel() : payment.notMovedLabel();
    }
}
