package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.enrollment.CancelResult;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.tokens.PostResult;

/** The platform's answers in the model's words. */
final class Replies {
    private final Names names;

    Replies(Names names) {
        this.names = names;
    }

    String of(EnrollResult result) {
        if (result instanceof EnrollResult.Enrolled it) {
            return "enrolled, balance " + it.newBalance().amount();
        }
        if (result instanceof EnrollResult.AlreadyEnrolled it) {
            return "already " + names.of(it.enrollment().id().value());
        }
        if (result instanceof EnrollResult.IdSpent it) {
            return "spent " + names.of(it.enrollment().id().value());
        }
        if (result instanceof EnrollResult.IdConflict it) {
            return "conflict " + it.field();
        }
        if (result instanceof EnrollResult.NotOpen it) {
            return "not open " + it.why();
        }
        if (result instanceof EnrollResult.InsufficientTokens it) {
            return "insufficient " + it.balance().amount() + " of " + it.price().amount();
        }
        if (result instanceof EnrollResult.PriceChanged it) {
            return "price is " + it.price().amount();
        }
        if (result instanceof EnrollResult.SoldOut it) {
            return "sold out " + it.capacity();
        }
        return result instanceof EnrollResult.StreamNotFound ? "no class" : result.toString();
    }

    static String of(CancelResult result) {
        if (result instanceof CancelResult.Cancelled it) {
            return "given back " + it.refunded().amount() + ", balance "
                    + it.newBalance().amount();
        }
        if (result instanceof CancelResult.NotEnrolled) {
            return "not enrolled";
        }
        return result instanceof CancelResult.NotAllowed ? "not allowed" : result.toString();
    }

    static String of(SessionResult result) {
        if (result instanceof SessionResult.Done) {
            return "done";
        }
        if (result instanceof SessionResult.NotFound) {
            return "no class";
        }
        if (result instanceof SessionResult.NotOwner) {
            return "not owner";
        }
        if (result instanceof SessionResult.IllegalMove it) {
            return "illegal " + it.status();
        }
        return result instanceof SessionResult.HasPaidEnrollments it ? "paid seats " + it.count() : result.toString();
    }

    static String of(PostResult result) {
        if (result instanceof PostResult.Posted it) {
            return "posted, balance " + it.newBalance().amount();
        }
        return result instanceof PostResult.Insufficient it
                ? "insufficient " + it.balance().amount()
                : "conflict";
    }
}
