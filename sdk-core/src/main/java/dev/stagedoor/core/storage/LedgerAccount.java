package dev.stagedoor.core.storage;

import dev.stagedoor.core.accounts.UserId;
import java.util.Locale;
import java.util.UUID;

/**
 * Names one account of the ledger.
 *
 * @param kind what it is for
 * @param owner the person, the class, or {@link #HOUSE}
 */
public record LedgerAccount(Kind kind, UUID owner) {
    /** The owner of accounts that belong to nobody. */
    public static final UUID HOUSE = new UUID(0, 0);

    /** What an account is for. */
    public enum Kind {
        /** A person's tokens; never below zero. */
        WALLET,
        /** Tokens paid for a class that is not settled; never below zero. */
        ESCROW,
        /** What an instructor earned. */
        EARNINGS,
        /** What the platform keeps. */
        PLATFORM_FEE,
        /** Source of bought tokens: below zero by as much as was bought. */
        PURCHASE,
        /** Source of given tokens. */
        GIFT,
        /** Other side of corrections. */
        CORRECTION,
        /** Where tokens go that other applications take. */
        SPENT;

        /** {@return the lower-case name, as in the database} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param owner whose
     * @return the wallet
     */
    public static LedgerAccount wallet(UserId owner) {
        return new LedgerAccount(Kind.WALLET, owner.value());
    }

    /**
     * @param kind a kind that belongs to nobody
     * @return the one account of that kind
     */
    public static LedgerAccount house(Kind kind) {
        return new LedgerAccount(kind, HOUSE);
    }

    /** {@return whether its balance must stay at or above zero} */
    public boolean hasFloor() {
        return kind == Kind.WALLET || kind == Kind.ESCROW;
    }
}
