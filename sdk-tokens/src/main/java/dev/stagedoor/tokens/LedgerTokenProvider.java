package dev.stagedoor.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.event.DomainEvent.BalanceChanged;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerAccount.Kind;
import dev.stagedoor.core.storage.LedgerStore.LockedWallet;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.storage.LedgerTransfer.Entry;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Reservation;
import dev.stagedoor.core.tokens.ReserveResult;
import dev.stagedoor.core.tokens.ResolveResult;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.core.tokens.TransferId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A double-entry ledger in the same database as the seats. Tokens come into wallets from sources (purchase, gift, correction), go from a wallet into a
 * class's escrow at enrollment, and from there to the instructor (less the platform's fee) or back. Transfers are never edited. Safe for use by many
 * threads; usable once a platform was built with it.
 *
 * <p>Every movement has the caller's id. A known id is answered from the books before anything else is looked at: the same content gives the first answer
 * with today's balance, other content a conflict that names the field.
 */
public final class LedgerTokenProvider implements TransactionalTokenProvider {
    /** The platform's share in percent unless said otherwise. */
    public static final int DEFAULT_FEE_PERCENT = 0;

    /** The longest note, in characters; longer ones are cut. */
    public static final int MAX_NOTE = 500;

    private static final int MAX_HISTORY = 500;

    private final Storage storage;
    private final int feePercent;
    private volatile @Nullable TokenContext context;

    private LedgerTokenProvider(Storage storage, int feePercent) {
        this.storage = storage;
        this.feePercent = feePercent;
    }

    /**
     * @param storage the platform's storage
     * @return a ledger that keeps no fee
     */
    public static LedgerTokenProvider on(Storage storage) {
        return new LedgerTokenProvider(storage, DEFAULT_FEE_PERCENT);
    }

    /**
     * @param percent what the platform keeps of each settled seat, 0 to 100, rounded down to whole tokens
     * @return a ledger on the same storage with this fee, not attached yet
     */
    public LedgerTokenProvider withFeePercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("feePercent is 0 to 100, not " + percent);
        }
        return new LedgerTokenProvider(storage, percent);
    }

    @Override
    public String name() {
        return "ledger";
    }

    @Override
    public TokenCapabilities capabilities() {
        return new TokenCapabilities(true, true, true, true);
    }

    @Override
    public void attach(TokenContext given) {
        context = given;
    }

    /**
     * Gives tokens to a person.
     *
     * @param id the caller's, reused for each retry
     * @param to whose wallet
     * @param amount at least 1 token
     * @param note for the person's history
     * @return posted or conflict
     */
    public PostResult gift(TransferId id, UserId to, Tokens amount, String note) {
        return post(id, TokenMovement.Kind.GIFT, Kind.GIFT, to, positive(amount), note);
    }

    /**
     * Puts bought tokens into a wallet.
     *
     * @param id the caller's, reused for each retry
     * @param to whose wallet
     * @param amount at least 1 token
     * @param note for the person's history, such as the shop's order number
     * @return posted or conflict
     */
    public PostResult purchase(TransferId id, UserId to, Tokens amount, String note) {
        return post(id, TokenMovement.Kind.PURCHASE, Kind.PURCHASE, to, positive(amount), note);
    }

    /**
     * Takes tokens for something outside, as the token API's deduction does.
     *
     * @param id the caller's, reused for each retry
     * @param from whose wallet
     * @param amount at least 1 token
     * @param note the reason, for the person's history
     * @return posted, insufficient or conflict
     */
    public PostResult deduct(TransferId id, UserId from, Tokens amount, String note) {
        return post(id, TokenMovement.Kind.DEDUCTION, Kind.SPENT, from, -positive(amount), note);
    }

    /**
     * Puts a wallet right.
     *
     * @param id the caller's, reused for each retry
     * @param wallet whose
     * @param change whole tokens into the wallet (positive) or out of it (negative), not zero
     * @param note why, for the person's history
     * @return posted, insufficient or conflict
     */
    public PostResult correct(TransferId id, UserId wallet, long change, String note) {
        if (change == 0 || Math.abs(change) > Tokens.MAX) {
            throw new IllegalArgumentException("a correction moves 1 to " + Tokens.MAX + " tokens, not " + change);
        }
        return post(id, TokenMovement.Kind.CORRECTION, Kind.CORRECTION, wallet, change, note);
    }

    private static long positive(Tokens amount) {
        if (amount.isZero()) {
            throw new IllegalArgumentException("amount is at least 1 token");
        }
        return amount.amount();
    }

    private PostResult post(
            TransferId id, TokenMovement.Kind why, Kind otherSide, UserId owner, long change, String note) {
        return storage.inTransaction(work -> {
            LockedWallet locked = work.ledger().lockWallet(owner, id);
            long before = locked.balance();
            LedgerAccount wallet = LedgerAccount.wallet(owner);
            Optional<LedgerTransfer> known = locked.known();
            if (known.isPresent()) {
                return Replay.conflict(known.get(), why, wallet, change)
                        .<PostResult>map(PostResult.Conflict::new)
                        .orElseGet(() -> new PostResult.Posted(id.toString(), Tokens.of(before)));
            }
            if (before + change < 0) {
                return new PostResult.Insufficient(Tokens.of(before));
            }
            List<Entry> entries =
                    List.of(new Entry(wallet, change), new Entry(LedgerAccount.house(otherSide), -change));
            append(work, id, why, null, null, note, entries);
            return new PostResult.Posted(id.toString(), changed(work, owner, before + change));
        });
    }

    @Override
    public ReserveResult reserve(UnitOfWork work, Reservation reservation) {
        UserId payer = reservation.payer();
        long price = reservation.amount().amount();
        LockedWallet locked = work.ledger().lockWallet(payer, reservation.id());
        long before = locked.balance();
        LedgerAccount wallet = LedgerAccount.wallet(payer);
        Optional<LedgerTransfer> known = locked.known();
        if (known.isPresent()) {
            return Replay.conflict(known.get(), reservation)
                    .<ReserveResult>map(ReserveResult.Conflict::new)
                    .orElseGet(() -> new ReserveResult.Reserved(reservation.id().toString(), Tokens.of(before)));
        }
        if (before < price) {
            return new ReserveResult.Insufficient(Tokens.of(before));
        }
        UUID streamId = reservation.streamId().value();
        List<Entry> entries = List.of(new Entry(wallet, -price), new Entry(escrow(streamId), price));
        append(work, reservation.id(), TokenMovement.Kind.RESERVE, null, streamId, reservation.note(), entries);
        return new ReserveResult.Reserved(reservation.id().toString(), changed(work, payer, before - price));
    }

    @Override
    public ResolveResult settle(UnitOfWork work, TransferId reservation, UserId instructor) {
        return settle(work, reservation, instructor, 0);
    }

    @Override
    public ResolveResult settleInPart(UnitOfWork work, TransferId reservation, UserId instructor, Tokens back) {
        return settle(work, reservation, instructor, positive(back));
    }

    private ResolveResult settle(UnitOfWork work, TransferId reservation, UserId instructor, long back) {
        return resolve(work, reservation, TokenMovement.Kind.SETTLE, held -> {
            if (back >= held.amount()) {
                throw new IllegalArgumentException("back is less than the " + held.amount() + " reserved, not " + back);
            }
            long fee = (held.amount() - back) * feePercent / 100;
            LedgerAccount earnings = new LedgerAccount(Kind.EARNINGS, instructor.value());
            return Resolution.divided(held, earnings, fee, back);
        });
    }

    @Override
    public ResolveResult release(UnitOfWork work, TransferId reservation) {
        return resolve(
                work,
                reservation,
                TokenMovement.Kind.RELEASE,
                held -> Resolution.entries(held, LedgerAccount.wallet(held.payer()), 0));
    }

    private ResolveResult resolve(
            UnitOfWork work, TransferId reservation, TokenMovement.Kind kind, Resolution.Split split) {
        Optional<Resolution.Held> found = work.ledger().find(reservation).flatMap(Resolution.Held::of);
        if (found.isEmpty()) {
            return new ResolveResult.Unknown();
        }
        Resolution.Held held = found.get();
        long before = work.ledger().lockWallet(held.payer());
        Optional<LedgerTransfer> earlier = work.ledger().findResolution(reservation);
        if (earlier.isPresent()) {
            return earlier.get().kind() == kind
                    ? new ResolveResult.Resolved(earlier.get().id().toString(), Tokens.of(held.amount()))
                    : new ResolveResult.AlreadyResolved(earlier.get().kind());
        }
        TransferId id = TransferId.fromKey("resolve", reservation.toString());
        List<Entry> entries = split.entries(held);
        append(work, id, kind, reservation, held.streamId(), held.note(), entries);
        long back = Resolution.changeOf(LedgerAccount.wallet(held.payer()), entries);
        if (back > 0) {
            changed(work, held.payer(), before + back);
        }
        return new ResolveResult.Resolved(id.toString(), Tokens.of(held.amount()));
    }

    private void append(
            UnitOfWork work,
            TransferId id,
            TokenMovement.Kind kind,
            @Nullable TransferId resolves,
            @Nullable UUID subject,
            String note,
            List<Entry> entries) {
        Instant at = context().clock().instant().truncatedTo(ChronoUnit.MILLIS);
        String shortNote = note.substring(0, Math.min(MAX_NOTE, note.length()));
        work.ledger()
                .append(new LedgerTransfer(
                        id, kind, Optional.ofNullable(resolves), Optional.ofNullable(subject), shortNote, at, entries));
    }

    private Tokens changed(UnitOfWork work, UserId owner, long balance) {
        Tokens tokens = Tokens.of(balance);
        TokenContext lent = context();
        work.afterCommit(() -> lent.events().publish(new BalanceChanged(owner, tokens)));
        return tokens;
    }

    private TokenContext context() {
        TokenContext lent = context;
        if (lent == null) {
            throw new IllegalStateException("build a StreamingPlatform with this ledger before moving tokens");
        }
        return lent;
    }

    static LedgerAccount escrow(UUID streamId) {
        return new LedgerAccount(Kind.ESCROW, streamId);
    }

    @Override
    public Tokens balance(UserId userId) {
        return storage.inTransaction(work -> balance(work, userId));
    }

    @Override
    public Tokens balance(UnitOfWork work, UserId userId) {
        return Tokens.of(work.ledger().balance(LedgerAccount.wallet(userId)));
    }

    /**
     * @param account any account of the books
     * @return its balance in whole tokens; negative only for sources
     */
    public long balanceOf(LedgerAccount account) {
        return storage.inTransaction(work -> work.ledger().balance(account));
    }

    @Override
    public List<TokenMovement> history(UserId userId, int limit) {
        LedgerAccount wallet = LedgerAccount.wallet(userId);
        int bounded = Math.max(1, Math.min(MAX_HISTORY, limit));
        return storage.inTransaction(work -> work.ledger().history(wallet, bounded)).stream()
                .map(transfer -> movement(wallet, transfer))
                .toList();
    }

    private static TokenMovement movement(LedgerAccount wallet, LedgerTransfer transfer) {
        return new TokenMovement(
                transfer.id().toString(),
                transfer.kind(),
                transfer.changeOf(wallet),
                transfer.note(),
                transfer.subject(),
                transfer.at());
    }

    /**
     * Checks the books, as an operator's command and the tests do.
     *
     * @return one sentence for each thing that is wrong; empty when the books are right
     */
    public List<String> audit() {
        return storage.inTransaction(work -> work.ledger().audit());
    }
}
