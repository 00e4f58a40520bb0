package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.TransferId;
import java.util.List;
import java.util.Optional;

/** SPI: the ledger's rows. Transfers and entries are only ever added. The rules of money are the ledger's, not the store's. */
public interface LedgerStore {
    /**
     * Reads a wallet's balance and keeps others from changing it until this unit of work ends. A wallet that does not exist is made.
     *
     * @param owner whose
     * @return whole tokens
     */
    long lockWallet(UserId owner);

    /**
     * A wallet that is locked, and what is known of a transfer.
     *
     * @param balance whole tokens
     * @param known the transfer, read after the wallet was locked; empty when the books have none with its id
     */
    record LockedWallet(long balance, Optional<LedgerTransfer> known) {}

    /**
     * Locks a wallet as {@link #lockWallet(UserId)} does, and then finds a transfer. A store that can asks for both at once; the order stays.
     *
     * @param owner whose
     * @param transfer what is about to be posted
     * @return the balance, and the transfer if it was posted before
     */
    default LockedWallet lockWallet(UserId owner, TransferId transfer) {
        long balance = lockWallet(owner);
        return new LockedWallet(balance, find(transfer));
    }

    /**
     * @param account which account
     * @return whole tokens, negative only for sources; 0 for an account that does not exist
     */
    long balance(LedgerAccount account);

    /**
     * Adds a transfer with its entries and moves the cached balances of wallets; every other balance is the sum of its entries, so that no row is shared
     * by everybody who pays. Where its id was taken, or what it resolves was resolved, by somebody else
     * at the same moment, the whole unit of work is run again.
     *
     * @param transfer entries sum to zero
     */
    void append(LedgerTransfer transfer);

    /**
     * @param id a transfer
     * @return it, or empty
     */
    Optional<LedgerTransfer> find(TransferId id);

    /**
     * @param reservation a transfer that reserved
     * @return the transfer that settled or released it, or empty
     */
    Optional<LedgerTransfer> findResolution(TransferId reservation);

    /**
     * @param account which account
     * @param limit the most to give
     * @return transfers that touch the account, the latest first
     */
    List<LedgerTransfer> history(LedgerAccount account, int limit);

    /**
     * Checks the books: that entries of each transfer sum to zero, that each balance is the sum of its entries, that no wallet or escrow is below zero.
     *
     * @return one sentence for each thing that is wrong; empty when the books are right
     */
    List<String> audit();
}
