package dev.stagedoor.server.pages;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;

/** Says what became of a seat. */
final class SeatWords {
    private SeatWords() {}

    /** Whether the seat is still good for something. */
    static boolean ahead(StreamSession stream, Enrollment enrollment) {
        boolean open = stream.status() == StreamStatus.LIVE || stream.status() == StreamStatus.SCHEDULED;
        return open && enrollment.state().holdsSeat();
    }

    static String state(StreamSession stream, Enrollment enrollment) {
        if (enrollment.state() == EnrollmentState.ACTIVE) {
            return switch (stream.status()) {
                case LIVE -> "Open now";
                case SCHEDULED -> "Reserved";
                case ENDED -> stream.migratedToWorkoutId().isPresent() ? "In the workouts" : "You had a seat";
                case CANCELLED -> "Your tokens are on their way back";
            };
        }
        return switch (enrollment.state()) {
            case PAYMENT_PENDING -> "Payment is being confirmed";
            case REFUND_PENDING -> "Your tokens are on their way back";
            case REFUNDED -> "Paid back";
            case CANCELLED -> "Given back";
            case REFUSED -> "Payment refused";
            case ACTIVE -> "Reserved";
        };
    }
}
