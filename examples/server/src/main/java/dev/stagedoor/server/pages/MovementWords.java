package dev.stagedoor.server.pages;

import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.tokens.TokenMovement;
import java.util.Optional;

/** Says why tokens moved. */
final class MovementWords {
    private MovementWords() {}

    static String why(TokenMovement movement, Optional<String> title) {
        String of = title.map(name -> " “" + name + "”").orElse("");
        return switch (movement.kind()) {
            case PURCHASE -> orNote(movement, "Tokens bought");
            case GIFT -> orNote(movement, "A gift");
            case CORRECTION -> orNote(movement, "Put right by the operator");
            case RESERVE -> of.isEmpty() ? "A seat" : "Seat in" + of;
            case SETTLE -> of.isEmpty() ? "Paid back in part" : "Paid back in part for" + of;
            case RELEASE -> of.isEmpty() ? "Paid back" : "Paid back for" + of;
            case DEDUCTION -> orNote(movement, "Taken by another application");
        };
    }

    /** A payment at somebody else's wallet. */
    static MePage.Line line(RemotePayment payment, Optional<String> title, When when) {
        boolean debit = payment.kind() == RemotePayment.Kind.DEBIT;
        String of = title.map(name -> " “" + name + "”").orElse("");
        String why =
                debit ? (of.isEmpty() ? "A seat" : "Seat in" + of) : "Paid back" + (of.isEmpty() ? "" : " for" + of);
        long amount = payment.amount().amount();
        return new MePage.Line(
                when,
                why,
                debit ? -amount : amount,
                payment.state() == RemotePayment.State.DONE,
                standing(payment, debit));
    }

    private static String standing(RemotePayment payment, boolean debit) {
        return switch (payment.state()) {
            case DONE -> debit ? "Paid" : "Arrived";
            case DECLINED -> "Not charged";
            case PENDING, NEEDS_PERSON -> debit ? "Being confirmed" : "On its way";
        };
    }

    private static String orNote(TokenMovement movement, String otherwise) {
        return movement.note().isBlank() ? otherwise : movement.note();
    }
}
