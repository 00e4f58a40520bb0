package dev.stagedoor.core.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.UnitOfWork;

/**
 * SPI: wallets in the same database as the seats, so that a seat and its payment are one commit. All methods here run inside the caller's unit of work and
 * take effect with it; they may be called again after a rollback.
 *
 * <p>Idempotency comes before every other check: the same id with the same content gives the first answer, the same id with other content is a conflict. A
 * reservation is resolved once, by {@link #settle} or {@link #release}.
 */
public interface TransactionalTokenProvider extends TokenProvider {
    /**
     * Moves tokens from a wallet into the class's escrow.
     *
     * @param work the unit of work of the seat
     * @param reservation who pays what for which class, under the caller's id
     * @return how it went; anything but reserved has changed nothing
     */
    ReserveResult reserve(UnitOfWork work, Reservation reservation);

    /**
     * Pays a reservation out: from the escrow to the instructor, less the platform's fee.
     *
     * @param work a unit of work
     * @param reservation the id of the reservation
     * @param instructor who gave the class
     * @return how it went
     */
    ResolveResult settle(UnitOfWork work, TransferId reservation, UserId instructor);

    /**
     * Divides a reservation: a part goes back to the wallet it came from, the rest to the instructor, less the platform's fee on the rest.
     *
     * @param work a unit of work
     * @param reservation the id of the reservation
     * @param instructor who gave the class
     * @param back what goes back, at least 1 token and less than was reserved
     * @return how it went; once divided, {@link #settle} gives the same answer
     */
    ResolveResult settleInPart(UnitOfWork work, TransferId reservation, UserId instructor, Tokens back);

    /**
     * Pays a reservation back: from the escrow to the wallet it came from.
     *
     * @param work a unit of work
     * @param reservation the id of the reservation
     * @return how it went
     */
    ResolveResult release(UnitOfWork work, TransferId reservation);

    /**
     * @param work a unit of work
     * @param userId whose wallet
     * @return what is in it, as this unit of work sees it
     */
    Tokens balance(UnitOfWork work, UserId userId);
}
