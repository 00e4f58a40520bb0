package dev.stagedoor.core.internal;

import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.RemotePayment;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one payment at a remote provider certain, one step at a time. A step takes the payment on in a commit of its own, so that two nodes never do the same
 * step at once; calls the provider outside any transaction; and writes down what is known now. It may be killed anywhere: when the lease is over, the next
 * step begins where this one ended.
 */
public final class RemoteCalls {
    /** How long a step keeps others away; far longer than an adapter's time-outs allow a call to take. */
    static final Duration LEASE = Duration.ofMinutes(2);

    /** How long after an unclear call a look-up that finds nothing, and a refusal, count as final: until then that call may still be on the wire. */
    static final Duration ABSENCE_IS_FINAL_AFTER = Duration.ofMinutes(10);

    private static final Logger LOG = LoggerFactory.getLogger(RemoteCalls.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);
    private static final int MOST_DOUBLINGS = 6;

    private final Tools tools;
    private final RemoteTokenProvider provider;
    private final RemoteBooks books;

    /**
     * @param tools what the room works with
     * @param provider who keeps the wallets
     * @param books writes down what is known
     */
    public RemoteCalls(Tools tools, RemoteTokenProvider provider, RemoteBooks books) {
        this.tools = tools;
        this.provider = provider;
        this.books = books;
    }

    /**
     * What a step has brought.
     *
     * @param enrollment as it is now, where there is one
     * @param payment as it is now, where there is one
     * @param result what the provider answered, if it was called in this step
     */
    record Progress(Optional<Enrollment> enrollment, Optional<RemotePayment> payment, Optional<RemoteResult> result) {}

    /** Takes on one payment if it is due; otherwise tells how it stands. */
    Progress takeOn(TransferId id) {
        Optional<RemotePayment> taken = tools.storage()
                .inTransaction(work -> work.remotePayments()
                        .lock(id)
                        .filter(it -> it.state() == RemotePayment.State.PENDING
                                && !it.dueAt().isAfter(tools.now()))
                        .map(it -> books.take(work, it, LEASE)));
        return taken.map(this::step).orElseGet(() -> books.standing(id));
    }

    /** Takes on the payment that is due the longest. */
    Optional<Progress> takeOnNext() {
        Optional<RemotePayment> taken = tools.storage().inTransaction(work -> {
            List<RemotePayment> due = work.remotePayments().lockDue(tools.now(), 1);
            return due.stream().findFirst().map(it -> books.take(work, it, LEASE));
        });
        return taken.map(this::step);
    }

    /** The payment as it was before it was taken on, apart from the number of attempts. */
    private Progress step(RemotePayment payment) {
        if (!payment.unclear()) {
            return firstCall(payment);
        }
        TokenCapabilities can = provider.capabilities();
        if (can.looksUp()) {
            return lookUp(payment);
        }
        return can.honoursIdempotencyKey()
                ? repeat(payment)
                : park(payment, "A call was made and its outcome is not known; the provider cannot be asked.");
    }

    private Progress firstCall(RemotePayment payment) {
        if (payment.kind() == RemotePayment.Kind.DEBIT && !isOpen(payment)) {
            return books.decline(payment, "The class closed before the payment was made.", Optional.empty());
        }
        return send(payment);
    }

    /** The key makes a repetition safe; it is still not sent where it would charge for a class that is over and could not be paid back. */
    private Progress repeat(RemotePayment payment) {
        boolean wanted = payment.kind() == RemotePayment.Kind.REFUND
                || isOpen(payment)
                || provider.capabilities().refunds();
        return wanted ? send(payment) : park(payment, "The class closed while the payment was unclear.");
    }

    private boolean isOpen(RemotePayment payment) {
        Optional<StreamSession> stream =
                tools.storage().inTransaction(work -> work.streams().find(payment.streamId()));
        return stream.filter(it -> it.status() == StreamStatus.SCHEDULED || it.status() == StreamStatus.LIVE)
                .isPresent();
    }

    private Progress lookUp(RemotePayment payment) {
        LookUpResult found = lookUpGuarded(payment);
        if (found instanceof LookUpResult.Found it) {
            return it.amount().orElse(payment.amount()).equals(payment.amount())
                    ? books.succeed(payment, it.transactionId(), "Found by look-up.", Optional.empty())
                    : park(payment, "The provider knows transaction " + it.transactionId() + " with another amount.");
        }
        if (found instanceof LookUpResult.Absent) {
            return absent(payment);
        }
        return later(
                payment,
                true,
                payment.sentAt(),
                Optional.empty(),
                found instanceof LookUpResult.Unknown it ? it.why() : "The provider cannot be asked.");
    }

    private Progress absent(RemotePayment payment) {
        boolean isFinal = isOld(payment);
        boolean refund = payment.kind() == RemotePayment.Kind.REFUND;
        boolean keyed = provider.capabilities().honoursIdempotencyKey();
        if (refund ? keyed || isFinal : keyed && isOpen(payment)) {
            return send(payment);
        }
        return isFinal
                ? books.decline(payment, "The provider has no such transaction.", Optional.empty())
                : later(payment, true, payment.sentAt(), Optional.empty(), "The provider has no such transaction yet.");
    }

    /** Whether no earlier call can still be on the wire. */
    private boolean isOld(RemotePayment payment) {
        return !tools.now().isBefore(payment.sentAt().plus(ABSENCE_IS_FINAL_AFTER));
    }

    private LookUpResult lookUpGuarded(RemotePayment payment) {
        try {
            return provider.lookUp(payment.id(), payment.userId());
        } catch (RuntimeException fault) {
            LOG.warn("looking up payment {} failed", payment.id(), fault);
            return new LookUpResult.Unknown(
                    "The look-up failed with " + fault.getClass().getSimpleName() + ".");
        }
    }

    private Progress send(RemotePayment payment) {
        RemoteResult result = call(payment);
        return result.fold(new Verdict(payment));
    }

    private RemoteResult call(RemotePayment payment) {
        try {
            return payment.kind() == RemotePayment.Kind.DEBIT
                    ? provider.debit(debitOf(payment))
                    : provider.refund(refundOf(payment));
        } catch (RuntimeException fault) {
            LOG.warn("payment {} ended in a fault of the adapter", payment.id(), fault);
            return new RemoteResult.Ambiguous(
                    "The adapter failed with " + fault.getClass().getSimpleName() + ".");
        }
    }

    private static RemoteDebit debitOf(RemotePayment payment) {
        return new RemoteDebit(payment.id(), payment.userId(), payment.amount(), payment.reason(), metadataOf(payment));
    }

    private static RemoteRefund refundOf(RemotePayment payment) {
        return new RemoteRefund(
                payment.id(),
                new TransferId(payment.enrollmentId().value()),
                payment.original().orElse(""),
                payment.userId(),
                payment.amount(),
                payment.reason(),
                metadataOf(payment));
    }

    private static Map<String, String> metadataOf(RemotePayment payment) {
        return Map.of(
                RemoteDebit.ENROLLMENT_ID, payment.enrollmentId().toString(),
                RemoteDebit.STREAM_ID, payment.streamId().toString());
    }

    private Progress park(RemotePayment payment, String why) {
        LOG.warn("payment {} needs a person: {}", payment.id(), why);
        return books.park(payment, why);
    }

    private Progress later(
            RemotePayment payment, boolean unclear, Instant sentAt, Optional<Duration> asked, String why) {
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(payment.attempts() - 1, MOST_DOUBLINGS));
        Duration capped = own.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : own;
        Duration pause = asked.filter(it -> it.compareTo(capped) > 0).orElse(capped);
        return books.postpone(payment.later(unclear, sentAt, tools.now().plus(pause), why));
    }

    /** What each answer means for the payment that was sent. */
    private final class Verdict implements RemoteResult.Cases<Progress> {
        private final RemotePayment payment;
        private final boolean debit;

        Verdict(RemotePayment payment) {
            this.payment = payment;
            debit = payment.kind() == RemotePayment.Kind.DEBIT;
        }

        @Override
        public Progress accepted(RemoteResult.Accepted it) {
            return books.succeed(payment, it.transactionId(), "Confirmed by the provider.", Optional.of(it));
        }

        @Override
        public Progress insufficient(RemoteResult.Insufficient it) {
            return debit
                    ? declined("The wallet did not hold the amount.", it)
                    : park(payment, "The provider answered a refund with insufficient tokens.");
        }

        private Progress declined(String why, RemoteResult answer) {
            boolean isFinal = !payment.unclear() || isOld(payment);
            return isFinal
                    ? books.decline(payment, why, Optional.of(answer))
                    : later(
                            payment,
                            true,
                            payment.sentAt(),
                            Optional.empty(),
                            why + " An earlier call may be on its way.");
        }

        @Override
        public Progress refused(RemoteResult.Refused it) {
            String why = "The provider said no: " + it.code() + ".";
            if (debit && payment.unclear()) {
                return noToRepetition(why + " An earlier call may have moved the tokens.");
            }
            return debit ? books.decline(payment, why, Optional.of(it)) : park(payment, why);
        }

        /** A no to a repetition says nothing of the call that was repeated: it may come from a gateway that never looked at the key. */
        private Progress noToRepetition(String why) {
            return provider.capabilities().looksUp()
                    ? later(payment, true, payment.sentAt(), Optional.empty(), why)
                    : park(payment, why);
        }

        @Override
        public Progress conflict(RemoteResult.Conflict it) {
            return unclear("Conflict: " + it.why());
        }

        @Override
        public Progress ambiguous(RemoteResult.Ambiguous it) {
            return unclear("Not known: " + it.why());
        }

        private Progress unclear(String why) {
            TokenCapabilities can = provider.capabilities();
            return can.looksUp() || can.honoursIdempotencyKey()
                    ? later(payment, true, tools.now(), Optional.empty(), why)
                    : park(payment, why);
        }

        @Override
        public Progress notApplied(RemoteResult.NotApplied it) {
            String why = "Not applied: " + it.why();
            boolean firstOfASeat = debit && !payment.unclear();
            return firstOfASeat
                    ? books.decline(payment, why, Optional.of(it))
                    : later(payment, payment.unclear(), payment.sentAt(), it.retryAfter(), why);
        }

        @Override
        public Progress unsupported(RemoteResult.Unsupported it) {
            return park(payment, "The provider has no such call.");
        }
    }
}
