package dev.stagedoor.benchmarks;

import java.util.UUID;

/**
 * Who buys what in one run: the same for ours and for plain SQL. Every client counts its own purchases; nobody buys a seat twice.
 *
 * @param mix the name in the table
 * @param clients how many buy at once
 * @param base the first wallet of the run
 */
record EnrollmentLoad(String mix, int clients, long base) {
    static final String SPREAD = "spread";
    static final String HOT_CLASS = "one hot class";
    static final String SHARED_WALLET = "one wallet, two clients";
    static final int CLASSES = 1_000;
    static final long WALLETS = 60_000;
    static final long PRICE = 3;

    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long USERS = 0xa000_0000_0000_4000L;
    private static final long STREAMS = 0xc000_0000_0000_4000L;
    private static final long ENROLLMENTS = 0xe000_0000_0000_4000L;

    /** {@return the number of the wallet} */
    long wallet(int client, long n) {
        int owner = mix.equals(SHARED_WALLET) ? client / 2 * 2 : client;
        return base + n * clients + owner;
    }

    /** {@return the number of the class} */
    long stream(int client, long n) {
        if (mix.equals(HOT_CLASS)) {
            return 0;
        }
        return mix.equals(SHARED_WALLET) ? (wallet(client, n) * 2 + client % 2) % CLASSES : wallet(client, n) % CLASSES;
    }

    /** {@return the number of the enrollment} */
    long enrollment(int client, long n) {
        return base + n * clients + client;
    }

    static UUID user(long number) {
        return new UUID(USERS, VARIANT | number);
    }

    static UUID streamId(long number) {
        return new UUID(STREAMS, VARIANT | number);
    }

    static UUID enrollmentId(long number) {
        return new UUID(ENROLLMENTS, VARIANT | number);
    }

    /** {@return a pgbench script with the statements that an enrollment runs, in their order} */
    String pgbenchScript() {
        String owner = mix.equals(SHARED_WALLET) ? "(:client_id / 2) * 2" : ":client_id";
        String stream = mix.equals(HOT_CLASS)
                ? "0"
                : mix.equals(SHARED_WALLET) ? "(:wallet * 2 + :client_id % 2) % " + CLASSES : ":wallet % " + CLASSES;
        return """
                \\set wallet :base + :n * :clients + %s
                \\set stream %s
                \\set enrollment :base + :n * :clients + :client_id
                \\set n :n + 1
                BEGIN;
                SELECT * FROM stream_enrollments WHERE id = #E;
                SELECT * FROM live_stream_sessions WHERE id = #S AND deleted_at IS NULL;
                SELECT * FROM stream_enrollments WHERE stream_id = #S AND user_id = #U ORDER BY CASE WHEN state IN \
                ('payment_pending', 'active') THEN 0 ELSE 1 END, created_at DESC, id DESC LIMIT 1;
                SELECT balance FROM ledger_wallets WHERE user_id = #U FOR UPDATE;
                SELECT t.id, t.kind, t.resolves_id, t.subject_id, t.note, t.created_at, e.account_kind, e.account_owner, \
                e.amount FROM ledger_transfers t JOIN ledger_entries e ON e.transfer_id = t.id WHERE t.id = #E ORDER BY e.id;
                INSERT INTO ledger_transfers (id, kind, resolves_id, subject_id, note, created_at) \
                VALUES (#E, 'reserve', NULL, #S, 'Morning yoga', now());
                INSERT INTO ledger_entries (transfer_id, account_kind, account_owner, amount) \
                VALUES (#E, 'wallet', #U, -3), (#E, 'escrow', #S, 3);
                UPDATE ledger_wallets SET balance = balance - 3 WHERE user_id = #U;
                INSERT INTO notice_outbox (id, kind, recipient_id, stream_id, details, created_at, due_at) \
                VALUES (gen_random_uuid(), 'receipt', #U, #S, 'enrollmentId=' || #E::text || '&tokens=3&transactionId=' \
                || #E::text, now(), now());
                INSERT INTO stream_enrollments (id, stream_id, user_id, state, tokens_paid, transaction_id, created_at, \
                updated_at) VALUES (#E, #S, #U, 'active', 3, #E::text, now(), now());
                UPDATE live_stream_sessions SET seats_taken = seats_taken + 1 WHERE id = #S AND version = 0 \
                AND deleted_at IS NULL AND (capacity IS NULL OR seats_taken < capacity);
                COMMIT;
                """.formatted(owner, stream)
                .replace("#E", uuid("e", "enrollment"))
                .replace("#S", uuid("c", "stream"))
                .replace("#U", uuid("a", "wallet"));
    }

    private static String uuid(String prefix, String variable) {
        return "('" + prefix + "0000000-0000-4000-8000-' || lpad(to_hex(:" + variable + "::bigint), 12, '0'))::uuid";
    }
}
