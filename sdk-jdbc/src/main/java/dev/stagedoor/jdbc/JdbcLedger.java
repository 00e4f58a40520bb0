package dev.stagedoor.jdbc;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.storage.LedgerAccount;
import dev.stagedoor.core.storage.LedgerStore;
import dev.stagedoor.core.storage.LedgerTransfer;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.TransferId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books in {@code ledger_transfers} and {@code ledger_entries}, with the balance of wallets cached in {@code ledger_wallets}. */
final class JdbcLedger implements LedgerStore {
    private static final String SELECT = """
            SELECT t.id, t.kind, t.resolves_id, t.subject_id, t.note, t.created_at, e.account_kind, e.account_owner, e.amount
            FROM ledger_transfers t JOIN ledger_entries e ON e.transfer_id = t.id
            """;

    private final Sql sql;
    private @Nullable Locking asked;

    JdbcLedger(Sql sql) {
        this.sql = sql;
    }

    /** What {@link #lockWallet(UserId, TransferId)} asks; a payment asks it together with what it is decided on. */
    record Locking(UserId owner, TransferId transfer, Sql.Query<Long> wallet, Sql.Query<Line> lines) {
        static Locking of(UserId owner, TransferId transfer) {
            return new Locking(owner, transfer, locking(owner), linesOf(transfer));
        }

        boolean isOf(UserId other, TransferId another) {
            return owner.equals(other) && transfer.equals(another);
        }
    }

    /** Keeps answers for the call that wants them, unless the books change before it comes. */
    void keep(Locking answered) {
        asked = answered;
    }

    @Override
    public long lockWallet(UserId owner) {
        asked = null;
        Sql.Query<Long> wallet = locking(owner);
        sql.ask(wallet);
        return balanceOrNew(owner, wallet);
    }

    @Override
    public LockedWallet lockWallet(UserId owner, TransferId transfer) {
        Locking locking = answered(owner, transfer);
        return new LockedWallet(
                balanceOrNew(owner, locking.wallet()),
                transfers(locking.lines().list()).stream().findFirst());
    }

    private Locking answered(UserId owner, TransferId transfer) {
        Locking kept = asked;
        asked = null;
        if (kept != null && kept.isOf(owner, transfer)) {
            return kept;
        }
        Locking fresh = Locking.of(owner, transfer);
        sql.ask(fresh.wallet(), fresh.lines());
        return fresh;
    }

    private static Sql.Query<Long> locking(UserId owner) {
        return Sql.query(
                "SELECT balance FROM ledger_wallets WHERE user_id = ? FOR UPDATE",
                row -> row.number("balance"),
                owner.value());
    }

    private long balanceOrNew(UserId owner, Sql.Query<Long> locked) {
        if (locked.first().isEmpty()) {
            sql.updateOne("INSERT INTO ledger_wallets (user_id, balance) VALUES (?, 0)", owner.value());
        }
        return locked.first().orElse(0L);
    }

    @Override
    public long balance(LedgerAccount account) {
        Optional<Long> balance = account.kind() == LedgerAccount.Kind.WALLET
                ? sql.first(
                        "SELECT balance FROM ledger_wallets WHERE user_id = ?",
                        row -> row.number("balance"),
                        account.owner())
                : sql.first("""
                        SELECT COALESCE(SUM(amount), 0) AS balance FROM ledger_entries
                        WHERE account_kind = ? AND account_owner = ?""", row -> row.number("balance"), account.kind().wireName(), account.owner());
        return balance.orElse(0L);
    }

    @Override
    public void append(LedgerTransfer transfer) {
        asked = null;
        sql.updateOneLater(
                """
                INSERT INTO ledger_transfers (id, kind, resolves_id, subject_id, note, created_at)
                VALUES (?, ?, ?, ?, ?, ?)""",
                transfer.id().value(),
                transfer.kind().wireName(),
                transfer.resolves().map(TransferId::value).orElse(null),
                transfer.subject().orElse(null),
                transfer.note(),
                transfer.at());
        insertEntries(transfer);
        transfer.entries().stream()
                .filter(entry -> entry.account().kind() == LedgerAccount.Kind.WALLET)
                .forEach(entry -> sql.updateOneLater(
                        "UPDATE ledger_wallets SET balance = balance + ? WHERE user_id = ?",
                        entry.change(),
                        entry.account().owner()));
    }

    private void insertEntries(LedgerTransfer transfer) {
        List<@Nullable Object> parameters = new ArrayList<>();
        for (LedgerTransfer.Entry entry : transfer.entries()) {
            parameters.add(transfer.id().value());
            parameters.add(entry.account().kind().wireName());
            parameters.add(entry.account().owner());
            parameters.add(entry.change());
        }
        int entries = transfer.entries().size();
        sql.updateLater(
                entries,
                "INSERT INTO ledger_entries (transfer_id, account_kind, account_owner, amount) VALUES "
                        + String.join(", ", Collections.nCopies(entries, "(?, ?, ?, ?)")),
                parameters.toArray());
    }

    @Override
    public Optional<LedgerTransfer> find(TransferId id) {
        Sql.Query<Line> lines = linesOf(id);
        sql.ask(lines);
        return transfers(lines.list()).stream().findFirst();
    }

    private static Sql.Query<Line> linesOf(TransferId id) {
        return Sql.query(SELECT + "WHERE t.id = ? ORDER BY e.id", Line::read, id.value());
    }

    @Override
    public Optional<LedgerTransfer> findResolution(TransferId reservation) {
        return transfers(SELECT + "WHERE t.resolves_id = ? ORDER BY e.id", reservation.value()).stream()
                .findFirst();
    }

    @Override
    public List<LedgerTransfer> history(LedgerAccount account, int limit) {
        return transfers(SELECT + """
                        JOIN (SELECT id, transfer_id FROM ledger_entries WHERE account_kind = ? AND account_owner = ?
                            ORDER BY id DESC LIMIT ?) mine ON mine.transfer_id = t.id
                        ORDER BY mine.id DESC, e.id""", account.kind().wireName(), account.owner(), limit);
    }

    private List<LedgerTransfer> transfers(String query, @Nullable Object... parameters) {
        return transfers(sql.list(query, Line::read, parameters));
    }

    private static List<LedgerTransfer> transfers(List<Line> lines) {
        Map<UUID, List<Line>> byTransfer = new LinkedHashMap<>();
        lines.forEach(line ->
                byTransfer.computeIfAbsent(line.id(), id -> new ArrayList<>()).add(line));
        return byTransfer.values().stream().map(Line::toTransfer).toList();
    }

    /** One entry with its transfer. */
    record Line(
            UUID id,
            String kind,
            Optional<UUID> resolves,
            Optional<UUID> subject,
            String note,
            Instant at,
            LedgerTransfer.Entry entry) {
        static Line read(Sql.Row row) throws SQLException {
            LedgerAccount account = new LedgerAccount(
                    LedgerAccount.Kind.valueOf(row.text("account_kind").toUpperCase(Locale.ROOT)),
                    row.uuid("account_owner"));
            return new Line(
                    row.uuid("id"),
                    row.text("kind"),
                    row.optionalUuid("resolves_id"),
                    row.optionalUuid("subject_id"),
                    row.text("note"),
                    row.instant("created_at"),
                    new LedgerTransfer.Entry(account, row.number("amount")));
        }

        static LedgerTransfer toTransfer(List<Line> lines) {
            Line first = lines.get(0);
            return new LedgerTransfer(
                    new TransferId(first.id),
                    TokenMovement.Kind.valueOf(first.kind.toUpperCase(Locale.ROOT)),
                    first.resolves.map(TransferId::new),
                    first.subject,
                    first.note,
                    first.at,
                    lines.stream().map(Line::entry).toList());
        }
    }

    @Override
    public List<String> audit() {
        List<String> wrong = new ArrayList<>();
        wrong.addAll(sql.list(
                "SELECT transfer_id FROM ledger_entries GROUP BY transfer_id HAVING SUM(amount) <> 0",
                row -> "the entries of transfer " + row.uuid("transfer_id") + " do not sum to zero"));
        wrong.addAll(sql.list(
                """
                SELECT w.user_id, w.balance, COALESCE(SUM(e.amount), 0) AS entries FROM ledger_wallets w
                LEFT JOIN ledger_entries e ON e.account_kind = 'wallet' AND e.account_owner = w.user_id
                GROUP BY w.user_id, w.balance HAVING w.balance <> COALESCE(SUM(e.amount), 0)""",
                row -> "the wallet of user " + row.uuid("user_id") + " says " + row.number("balance")
                        + ", its entries sum to " + row.number("entries")));
        wrong.addAll(
                sql.list("""
                SELECT account_kind, account_owner FROM ledger_entries WHERE account_kind IN ('wallet', 'escrow')
                GROUP BY account_kind, account_owner HAVING SUM(amount) < 0""", row -> row.text("account_kind") + " " + row.uuid("account_owner") + " is below zero"));
        return wrong;
    }
}
