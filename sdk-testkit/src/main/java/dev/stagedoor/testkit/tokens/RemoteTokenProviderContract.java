package dev.stagedoor.testkit.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * What every {@link RemoteTokenProvider} keeps. Extend it, give it a provider whose other side works, and let JUnit run it. What the provider says it cannot
 * do shows as aborted.
 */
public abstract class RemoteTokenProviderContract {
    /** {@return the provider; the same for the whole of one test} */
    protected abstract RemoteTokenProvider provider();

    /**
     * @param tokens what they have
     * @return a new person
     */
    protected abstract UserId personWith(long tokens);

    /** For implementations. */
    protected RemoteTokenProviderContract() {}

    private static TransferId anyId() {
        return new TransferId(UUID.randomUUID());
    }

    private static RemoteDebit debit(TransferId id, UserId payer, long amount) {
        return new RemoteDebit(
                id, payer, Tokens.of(amount), "a seat", Map.of(RemoteDebit.ENROLLMENT_ID, id.toString()));
    }

    private RemoteResult.Accepted accepted(RemoteResult result) {
        assertThat(result).isInstanceOf(RemoteResult.Accepted.class);
        return (RemoteResult.Accepted) result;
    }

    private static RemoteRefund refund(TransferId id, RemoteDebit debit, RemoteResult.Accepted accepted) {
        return new RemoteRefund(
                id, debit.id(), accepted.transactionId(), debit.payer(), debit.amount(), "paid back", Map.of());
    }

    @Test
    void a_balance_is_what_the_person_has() {
        assertThat(provider().balance(personWith(30))).isEqualTo(Tokens.of(30));
    }

    @Test
    void a_debit_takes_exactly_its_amount_and_has_a_name() {
        UserId ana = personWith(30);
        RemoteResult.Accepted accepted = accepted(provider().debit(debit(anyId(), ana, 20)));
        assertThat(accepted.transactionId()).isNotBlank();
        accepted.newBalance().ifPresent(balance -> assertThat(balance).isEqualTo(Tokens.of(10)));
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(10));
    }

    @Test
    void a_debit_of_everything_leaves_nothing() {
        UserId ana = personWith(30);
        accepted(provider().debit(debit(anyId(), ana, 30)));
        assertThat(provider().balance(ana)).isEqualTo(Tokens.ZERO);
    }

    @Test
    void a_debit_of_more_than_there_is_takes_nothing() {
        UserId ben = personWith(5);
        RemoteResult result = provider().debit(debit(anyId(), ben, 20));
        assertThat(result).isInstanceOf(RemoteResult.Insufficient.class);
        ((RemoteResult.Insufficient) result)
                .balance()
                .ifPresent(balance -> assertThat(balance).isEqualTo(Tokens.of(5)));
        assertThat(provider().balance(ben)).isEqualTo(Tokens.of(5));
    }

    @Test
    void two_debits_under_two_ids_are_two() {
        UserId ana = personWith(30);
        String first = accepted(provider().debit(debit(anyId(), ana, 10))).transactionId();
        String second = accepted(provider().debit(debit(anyId(), ana, 10))).transactionId();
        assertThat(second).isNotEqualTo(first);
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(10));
    }

    @Test
    void a_debit_that_is_sent_again_is_one() {
        assumeTrue(provider().capabilities().honoursIdempotencyKey(), "does not honour the key");
        UserId ana = personWith(50);
        RemoteDebit debit = debit(anyId(), ana, 20);
        String first = accepted(provider().debit(debit)).transactionId();
        assertThat(accepted(provider().debit(debit)).transactionId()).isEqualTo(first);
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(30));
    }

    @Test
    void the_same_id_with_another_amount_is_a_conflict_and_takes_nothing() {
        assumeTrue(provider().capabilities().honoursIdempotencyKey(), "does not honour the key");
        UserId ana = personWith(50);
        TransferId id = anyId();
        accepted(provider().debit(debit(id, ana, 20)));
        assertThat(provider().debit(debit(id, ana, 10))).isInstanceOf(RemoteResult.Conflict.class);
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(30));
    }

    @Test
    void a_debit_can_be_looked_up() {
        assumeTrue(provider().capabilities().looksUp(), "does not look up");
        UserId ana = personWith(30);
        RemoteDebit debit = debit(anyId(), ana, 20);
        RemoteResult.Accepted accepted = accepted(provider().debit(debit));
        LookUpResult found = provider().lookUp(debit.id(), ana);
        assertThat(found).isInstanceOf(LookUpResult.Found.class);
        assertThat(((LookUpResult.Found) found).transactionId()).isEqualTo(accepted.transactionId());
        ((LookUpResult.Found) found)
                .amount()
                .ifPresent(amount -> assertThat(amount).isEqualTo(Tokens.of(20)));
    }

    @Test
    void a_debit_that_was_never_made_is_absent() {
        assumeTrue(provider().capabilities().looksUp(), "does not look up");
        assertThat(provider().lookUp(anyId(), personWith(30))).isInstanceOf(LookUpResult.Absent.class);
    }

    @Test
    void a_debit_that_was_declined_is_absent() {
        assumeTrue(provider().capabilities().looksUp(), "does not look up");
        UserId ben = personWith(5);
        RemoteDebit debit = debit(anyId(), ben, 20);
        provider().debit(debit);
        assertThat(provider().lookUp(debit.id(), ben)).isInstanceOf(LookUpResult.Absent.class);
    }

    @Test
    void what_cannot_be_looked_up_says_so() {
        assumeTrue(!provider().capabilities().looksUp(), "looks up");
        assertThat(provider().lookUp(anyId(), personWith(1))).isInstanceOf(LookUpResult.Unsupported.class);
    }

    @Test
    void a_refund_gives_back_what_the_debit_took() {
        assumeTrue(provider().capabilities().refunds(), "does not refund");
        UserId ana = personWith(30);
        RemoteDebit debit = debit(anyId(), ana, 20);
        RemoteResult.Accepted accepted = accepted(provider().debit(debit));
        accepted(provider().refund(refund(anyId(), debit, accepted)));
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(30));
    }

    @Test
    void a_refund_that_is_sent_again_is_one() {
        assumeTrue(provider().capabilities().refunds(), "does not refund");
        assumeTrue(provider().capabilities().honoursIdempotencyKey(), "does not honour the key");
        UserId ana = personWith(30);
        RemoteDebit debit = debit(anyId(), ana, 20);
        RemoteRefund refund = refund(anyId(), debit, accepted(provider().debit(debit)));
        String first = accepted(provider().refund(refund)).transactionId();
        assertThat(accepted(provider().refund(refund)).transactionId()).isEqualTo(first);
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(30));
    }

    @Test
    void what_cannot_be_refunded_says_so() {
        assumeTrue(!provider().capabilities().refunds(), "refunds");
        UserId ana = personWith(30);
        RemoteDebit debit = debit(anyId(), ana, 20);
        RemoteResult.Accepted accepted = accepted(provider().debit(debit));
        assertThat(provider().refund(refund(anyId(), debit, accepted))).isInstanceOf(RemoteResult.Unsupported.class);
        assertThat(provider().balance(ana)).isEqualTo(Tokens.of(10));
    }
}
