package dev.stagedoor.testkit.tokens;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Books of a token provider that is not ours: what really happened, whatever was answered. Safe for use by many threads.
 */
public final class TokenBank {
    private final boolean honoursKeys;
    private final Map<String, Long> wallets = new HashMap<>();
    private final List<Movement> movements = new ArrayList<>();
    private final Map<String, Asked> asked = new HashMap<>();

    /**
     * @param honoursKeys whether all requests with one key have one effect and one answer
     */
    public TokenBank(boolean honoursKeys) {
        this.honoursKeys = honoursKeys;
    }

    /**
     * One movement that really took place.
     *
     * @param transactionId rising from {@code tx-1}
     * @param key the idempotency key it came with, maybe empty
     * @param user whose wallet
     * @param change negative for a deduction, positive for a refund
     * @param refunds the transaction that it pays back, if any
     * @param metadata as it came
     */
    public record Movement(
            String transactionId,
            String key,
            String user,
            long change,
            Optional<String> refunds,
            Map<String, String> metadata) {
        /** Copies the metadata. */
        public Movement {
            metadata = Map.copyOf(metadata);
        }
    }

    /**
     * What the books answer.
     *
     * @param code {@code ok}, {@code insufficient_tokens}, {@code idempotency_conflict} or {@code unknown_transaction}
     * @param transactionId of an {@code ok}
     * @param balance the wallet now
     */
    public record Answer(String code, String transactionId, long balance) {
        /** {@return whether tokens have moved} */
        public boolean ok() {
            return code.equals("ok");
        }
    }

    private record Asked(String user, long change, Answer answer) {}

    /** {@return whether all requests with one key have one effect} */
    public boolean honoursKeys() {
        return honoursKeys;
    }

    /**
     * Puts tokens into a wallet; not a movement.
     *
     * @param user whose
     * @param tokens how many
     */
    public synchronized void fund(String user, long tokens) {
        wallets.merge(user, tokens, Long::sum);
    }

    /**
     * @param user whose
     * @return what is in the wallet
     */
    public synchronized long balance(String user) {
        return wallets.getOrDefault(user, 0L);
    }

    /**
     * Takes tokens.
     *
     * @param key the idempotency key, maybe empty
     * @param user whose
     * @param amount how many, at least 1
     * @param metadata kept with the movement
     * @return how it went
     */
    public synchronized Answer deduct(String key, String user, long amount, Map<String, String> metadata) {
        return once(key, user, -amount, Optional.empty(), metadata);
    }

    /**
     * Pays a deduction back. Nothing here stops a second refund under another key: that is for the tests to find.
     *
     * @param key the idempotency key, maybe empty
     * @param user whose
     * @param amount how many, at least 1
     * @param transactionId the deduction
     * @param metadata kept with the movement
     * @return how it went
     */
    public synchronized Answer refund(
            String key, String user, long amount, String transactionId, Map<String, String> metadata) {
        boolean known = movements.stream()
                .anyMatch(it ->
                        it.transactionId().equals(transactionId) && it.user().equals(user) && -it.change() >= amount);
        return known
                ? once(key, user, amount, Optional.of(transactionId), metadata)
                : new Answer("unknown_transaction", "", balance(user));
    }

    private Answer once(String key, String user, long change, Optional<String> refunds, Map<String, String> metadata) {
        Asked before = honoursKeys && !key.isEmpty() ? asked.get(key) : null;
        if (before != null) {
            boolean same = before.user().equals(user) && before.change() == change;
            return same ? before.answer() : new Answer("idempotency_conflict", "", balance(user));
        }
        Answer answer = move(key, user, change, refunds, metadata);
        asked.put(key, new Asked(user, change, answer));
        return answer;
    }

    private Answer move(String key, String user, long change, Optional<String> refunds, Map<String, String> metadata) {
        long balance = balance(user) + change;
        if (balance < 0) {
            return new Answer("insufficient_tokens", "", balance(user));
        }
        String id = "tx-" + (movements.size() + 1);
        wallets.put(user, balance);
        movements.add(new Movement(id, key, user, change, refunds, metadata));
        return new Answer("ok", id, balance);
    }

    /**
     * @param key an idempotency key
     * @return the movement that was made with it
     */
    public synchronized Optional<Movement> find(String key) {
        return movements.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /** {@return everything that really took place, the oldest first} */
    public synchronized List<Movement> movements() {
        return List.copyOf(movements);
    }

    /**
     * @param user whose
     * @return everything that really took place in this wallet, the oldest first
     */
    public List<Movement> movements(String user) {
        return movements().stream().filter(it -> it.user().equals(user)).toList();
    }
}
