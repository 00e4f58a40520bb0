package dev.stagedoor.core.internal;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.storage.StorageException;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Reservation;
import dev.stagedoor.core.tokens.ReserveResult;
import dev.stagedoor.core.tokens.ResolveResult;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.core.tokens.TransferId;
import java.util.Optional;

/** Moves tokens for seats, in the unit of work of the seat. The reservation has the enrollment's id. */
public final class Payments {
    private final TransactionalTokenProvider tokens;

    /**
     * @param tokens who keeps the wallets
     */
    public Payments(TransactionalTokenProvider tokens) {
        this.tokens = tokens;
    }

    ReserveResult reserve(UnitOfWork work, Enrollment enrollment, String note) {
        return tokens.reserve(
                work,
                new Reservation(
                        idOf(enrollment), enrollment.userId(), enrollment.streamId(), enrollment.tokensPaid(), note));
    }

    /** {@return the transaction id; empty when the tokens have been paid out to the instructor} */
    Optional<String> release(UnitOfWork work, Enrollment enrollment) {
        return tokens.release(work, idOf(enrollment))
                .fold(resolved -> Optional.of(resolved.transactionId()), already -> Optional.empty(), unknown -> {
                    throw new StorageException("the books know no payment of " + enrollment, false, null);
                });
    }

    /** {@return the transaction id; empty when the tokens have been paid back whole} */
    Optional<String> settle(UnitOfWork work, Enrollment enrollment, UserId instructor, Tokens back) {
        TransferId id = idOf(enrollment);
        ResolveResult result =
                back.isZero() ? tokens.settle(work, id, instructor) : tokens.settleInPart(work, id, instructor, back);
        return result.fold(resolved -> Optional.of(resolved.transactionId()), already -> Optional.empty(), unknown -> {
            throw new StorageException("the books know no payment of " + enrollment, false, null);
        });
    }

    private static TransferId idOf(Enrollment enrollment) {
        return new TransferId(enrollment.id().value());
    }
}
