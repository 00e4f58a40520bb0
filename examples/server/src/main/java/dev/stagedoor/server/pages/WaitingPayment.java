package dev.stagedoor.server.pages;

/**
 * A payment that only a person can decide, as the operator sees it.
 *
 * @param id its whole id
 * @param refund whether the tokens go back to the person
 * @param person the name people see
 * @param email the person's address, shortened
 * @param title the class
 * @param tokens how many, in words
 * @param asked when it was written
 * @param sent since when its outcome is waited for
 * @param story what happened so far
 */
public record WaitingPayment(
        String id,
        boolean refund,
        String person,
        String email,
        String title,
        String tokens,
        When asked,
        When sent,
        String story) {
    private static final int SHORT = 8;

    /** The end of the id, by which two people can tell payments apart. */
    public String shortId() {
        return "…" + id.substring(Math.max(0, id.length() - SHORT));
    }

    /** Where its decisions are. */
    public String base() {
        return "/operator/payments/" + id;
    }

    /** What it is: {@code Seat} or {@code Refund}. */
    public String kind() {
        return refund ? "Refund" : "Seat";
    }

    /** What the tokens would have been. */
    public String verb() {
        return refund ? "paid back" : "charged";
    }

    /** The label of the one decision. */
    public String movedLabel() {
        return "They were " + verb();
    }

    /** The label of the other decision. */
    public String notMovedLabel() {
        return "They were not " + verb();
    }
}
