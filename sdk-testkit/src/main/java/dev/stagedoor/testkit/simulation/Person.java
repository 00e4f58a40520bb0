package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.enrollment.Decider;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.testkit.tokens.FaultyTokens;
import dev.stagedoor.testkit.tokens.TokenBank;
import java.util.Map;
import java.util.Optional;

/** The operator who looks into the provider's books and decides by what is there; pays back by hand where the provider's API cannot. */
final class Person {
    private static final Decider OPS = new Decider("ops", "a key", "here");

    private static final int ALL = 100;

    private final FaultyTokens tokens;

    Person(FaultyTokens tokens) {
        this.tokens = tokens;
    }

    /** Decides everything that waits; requests on the wire arrive first, because the operator waits for them. */
    int decideAll(StreamingPlatform platform) {
        tokens.deliverLate();
        var waiting = platform.reconciler().listNeedingPerson(ALL);
        waiting.forEach(payment -> decide(platform, payment));
        return waiting.size();
    }

    private void decide(StreamingPlatform platform, RemotePayment payment) {
        boolean refund = payment.kind() == RemotePayment.Kind.REFUND;
        Optional<TokenBank.Movement> moved = movement(payment, refund);
        if (moved.isEmpty() && refund && !tokens.capabilities().refunds()) {
            payByHand(payment);
            moved = movement(payment, true);
        }
        if (moved.isPresent()) {
            platform.reconciler().hasMoved(payment.id(), moved.get().transactionId(), OPS);
        } else {
            platform.reconciler().hasNotMoved(payment.id(), OPS);
        }
    }

    private Optional<TokenBank.Movement> movement(RemotePayment payment, boolean refund) {
        return tokens.bank().movements().stream()
                .filter(it ->
                        payment.enrollmentId().toString().equals(it.metadata().get(RemoteDebit.ENROLLMENT_ID)))
                .filter(it -> it.refunds().isPresent() == refund)
                .findFirst();
    }

    private void payByHand(RemotePayment payment) {
        tokens.bank()
                .refund(
                        "by hand " + payment.id(),
                        payment.userId().toString(),
                        payment.amount().amount(),
                        payment.original().orElse(""),
                        Map.of(RemoteDebit.ENROLLMENT_ID, payment.enrollmentId().toString()));
    }
}
