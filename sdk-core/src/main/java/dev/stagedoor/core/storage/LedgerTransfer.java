package dev.stagedoor.core.storage;

import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One movement of tokens, never edited.
 *
 * @param id who it is
 * @param kind why
 * @param resolves the reservation that it settles or releases
 * @param subject the class it is about
 * @param note for people, at most 500 characters
 * @param at when
 * @param entries at least two, sum zero, each account once
 */
public record LedgerTransfer(
        TransferId id,
        TokenMovement.Kind kind,
        Optional<TransferId> resolves,
        Optional<UUID> subject,
        String note,
        Instant at,
        List<Entry> entries) {
    /** Copies the entries and refuses those that do not balance with an {@link IllegalArgumentException}. */
    public LedgerTransfer {
        entries = List.copyOf(entries);
        if (entries.size() < 2 || entries.stream().mapToLong(Entry::change).sum() != 0) {
            throw new IllegalArgumentException("the entries of transfer " + id + " do not sum to zero");
        }
    }

    /**
     * One side of a transfer.
     *
     * @param account which account
     * @param change whole tokens in (positive) or out (negative), never zero
     */
    public record Entry(LedgerAccount account, long change) {
        /** Refuses a change of zero. */
        public Entry {
            if (change == 0) {
                throw new IllegalArgumentException("an entry of zero on " + account);
            }
        }
    }

    /**
     * @param account an account
     * @return by how much this transfer changes it; 0 when it does not
     */
    public long changeOf(LedgerAccount account) {
        return entries.stream()
                .filter(entry -> entry.account().equals(account))
                .mapToLong(Entry::change)
                .sum();
    }
}
