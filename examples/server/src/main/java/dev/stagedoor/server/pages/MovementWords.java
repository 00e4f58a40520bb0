package dev.stagedoor.server.pages;

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

    private static String orNote(TokenMovement movement, String otherwise) {
        return movement.note().isBlank() ? otherwise : movement.note();
    }
}
