package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.TimeOrderedIds;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.event.DomainEvent;
import dev.stagedoor.core.event.DomainEvents;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Reservation;
import dev.stagedoor.core.tokens.ReserveResult;
import dev.stagedoor.core.tokens.ReserveResult.Insufficient;
import dev.stagedoor.core.tokens.ReserveResult.Reserved;
import dev.stagedoor.core.tokens.ResolveResult;
import dev.stagedoor.core.tokens.ResolveResult.AlreadyResolved;
import dev.stagedoor.core.tokens.ResolveResult.Resolved;
import dev.stagedoor.core.tokens.ResolveResult.Unknown;
import dev.stagedoor.core.tokens.TokenContext;
import dev.stagedoor.core.tokens.TokenMovement;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransactionalTokenProvider;
import dev.stagedoor.core.tokens.TransferId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link TransactionalTokenProvider} promises: table-style scenarios, each line a command with its outcome and the balance after it. */
public abstract class TokenProviderContract {
    private Storage storage = new InMemoryStorage();
    private @Nullable TransactionalTokenProvider provider;
    private final List<DomainEvent> events = new ArrayList<>();
    private final UserId ana = new UserId(new UUID(1, 1));
    private final UserId ben = new UserId(new UUID(1, 2));
    private final UserId coach = new UserId(new UUID(1, 3));
    private final StreamId yoga = new StreamId(new UUID(2, 1));
    private final StreamId pilates = new StreamId(new UUID(2, 2));

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    /**
     * @param empty the storage to keep wallets in
     * @return the provider, not attached yet
     */
    protected abstract TransactionalTokenProvider provider(Storage empty);

    /**
     * Puts tokens into a wallet, however this provider does that.
     *
     * @param provider the attached provider
     * @param wallet whose
     * @param amount how many
     */
    protected abstract void fund(TransactionalTokenProvider provider, UserId wallet, Tokens amount);

    @BeforeEach
    void attach() {
        storage = emptyStorage();
        TransactionalTokenProvider fresh = provider(storage);
        SettableClock clock = new SettableClock(TestPlatform.START);
        DomainEvents told = new DomainEvents(Runnable::run);
        told.subscribe(events::add);
        fresh.attach(new TokenContext(clock, new TimeOrderedIds(clock, new Random(1)), told));
        fund(fresh, ana, Tokens.of(100));
        events.clear();
        provider = fresh;
    }

    private TransactionalTokenProvider tokens() {
        return Objects.requireNonNull(provider);
    }

    private static TransferId id(int number) {
        return new TransferId(new UUID(3, number));
    }

    private ReserveResult reserve(int id, UserId payer, StreamId stream, long amount) {
        Reservation reservation = new Reservation(id(id), payer, stream, Tokens.of(amount), "a seat");
        return storage.inTransaction(work -> tokens().reserve(work, reservation));
    }

    private ResolveResult release(int id) {
        return storage.inTransaction(work -> tokens().release(work, id(id)));
    }

    private ResolveResult settle(int id) {
        return storage.inTransaction(work -> tokens().settle(work, id(id), coach));
    }

    private void balance(UserId who, long expected) {
        assertThat(tokens().balance(who)).isEqualTo(Tokens.of(expected));
    }

    @Test
    void reserving_takes_from_the_wallet_once() {
        assertThat(reserve(1, ana, yoga, 30))
                .isInstanceOfSatisfying(
                        Reserved.class, it -> assertThat(it.newBalance()).isEqualTo(Tokens.of(70)));
        balance(ana, 70);
        assertThat(reserve(1, ana, yoga, 30)).isInstanceOf(Reserved.class);
        balance(ana, 70);
        assertThat(reserve(2, ana, pilates, 71)).isEqualTo(new Insufficient(Tokens.of(70)));
        assertThat(reserve(3, ana, pilates, 70)).isInstanceOf(Reserved.class);
        balance(ana, 0);
        assertThat(reserve(1, ana, yoga, 30)).isInstanceOf(Reserved.class);
        balance(ana, 0);
    }

    @Test
    void the_same_id_with_other_content_is_a_conflict_that_names_the_field() {
        reserve(1, ana, yoga, 30);

        assertThat(reserve(1, ben, yoga, 30)).isEqualTo(new ReserveResult.Conflict("payer"));
        assertThat(reserve(1, ana, pilates, 30)).isEqualTo(new ReserveResult.Conflict("stream"));
        assertThat(reserve(1, ana, yoga, 31)).isEqualTo(new ReserveResult.Conflict("amount"));
        balance(ana, 70);
        balance(ben, 0);
    }

    @Test
    void releasing_gives_back_once() {
        reserve(1, ana, yoga, 30);

        ResolveResult first = release(1);
        assertThat(first)
                .isInstanceOfSatisfying(
                        Resolved.class, it -> assertThat(it.amount()).isEqualTo(Tokens.of(30)));
        balance(ana, 100);
        assertThat(release(1)).isEqualTo(first);
        balance(ana, 100);
        assertThat(settle(1)).isEqualTo(new AlreadyResolved(TokenMovement.Kind.RELEASE));
        balance(ana, 100);
    }

    @Test
    void settled_tokens_do_not_come_back() {
        reserve(1, ana, yoga, 30);

        ResolveResult first = settle(1);
        assertThat(first).isInstanceOf(Resolved.class);
        assertThat(settle(1)).isEqualTo(first);
        assertThat(release(1)).isEqualTo(new AlreadyResolved(TokenMovement.Kind.SETTLE));
        balance(ana, 70);
    }

    @Test
    void what_was_never_reserved_cannot_be_resolved() {
        assertThat(release(9)).isInstanceOf(Unknown.class);
        assertThat(settle(9)).isInstanceOf(Unknown.class);
    }

    @Test
    void a_rolled_back_unit_of_work_has_moved_nothing_and_told_nobody() {
        Reservation reservation = new Reservation(id(1), ana, yoga, Tokens.of(30), "a seat");
        storage.inTransaction(work -> {
            work.rollbackOnly();
            return tokens().reserve(work, reservation);
        });

        balance(ana, 100);
        assertThat(events).isEmpty();
        assertThat(reserve(1, ana, yoga, 30)).isInstanceOf(Reserved.class);
        assertThat(events).containsExactly(new DomainEvent.BalanceChanged(ana, Tokens.of(70)));
    }

    @Test
    void many_hands_on_one_wallet_never_overdraw_it() {
        List<Callable<ReserveResult>> hands = IntStream.range(0, 8)
                .<Callable<ReserveResult>>mapToObj(n -> () -> reserve(n, ana, new StreamId(new UUID(2, n)), 30))
                .toList();

        List<ReserveResult> results = AtOnce.callAll(hands);

        assertThat(results.stream().filter(Reserved.class::isInstance)).hasSize(3);
        balance(ana, 10);
    }

    @Test
    void releasing_and_settling_at_once_does_one_of_them() {
        reserve(1, ana, yoga, 30);

        List<ResolveResult> results = AtOnce.callAll(List.of(() -> release(1), () -> settle(1)));

        assertThat(results.stream().filter(Resolved.class::isInstance)).hasSize(1);
        assertThat(results.stream().filter(AlreadyResolved.class::isInstance)).hasSize(1);
        boolean released = results.get(0) instanceof Resolved;
        balance(ana, released ? 100 : 70);
    }
}
