package dev.stagedoor.testkit.tokens;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.tokens.LookUpResult;
import dev.stagedoor.core.tokens.RemoteDebit;
import dev.stagedoor.core.tokens.RemoteRefund;
import dev.stagedoor.core.tokens.RemoteResult;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.TokenCapabilities;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A remote provider without sockets, with the faults of a network. Safe for use by many threads. */
public final class FaultyTokens implements RemoteTokenProvider {
    private final TokenBank bank;
    private final TokenCapabilities capabilities;
    private final List<Supplier<TokenBank.Answer>> onTheWire = new ArrayList<>();
    private FaultPlan plan = FaultPlan.none();

    /**
     * @param bank whose books; whether it honours keys shows in the capabilities
     * @param looksUp whether a movement can be asked for
     * @param refunds whether it can pay back
     */
    public FaultyTokens(TokenBank bank, boolean looksUp, boolean refunds) {
        this.bank = bank;
        capabilities = new TokenCapabilities(bank.honoursKeys(), looksUp, refunds, false);
    }

    /**
     * @param next what goes wrong from now on
     */
    public synchronized void plan(FaultPlan next) {
        plan = next;
    }

    /** {@return the books} */
    public TokenBank bank() {
        return bank;
    }

    /**
     * Lets every request that is stuck on the wire arrive; the answers go nowhere.
     *
     * @return how many moved tokens
     */
    public long deliverLate() {
        List<Supplier<TokenBank.Answer>> arriving;
        synchronized (this) {
            arriving = List.copyOf(onTheWire);
            onTheWire.clear();
        }
        return arriving.stream().map(Supplier::get).filter(TokenBank.Answer::ok).count();
    }

    private synchronized Fault nextFault() {
        return plan.next();
    }

    private synchronized void leaveOnTheWire(Supplier<TokenBank.Answer> request) {
        onTheWire.add(request);
    }

    @Override
    public String name() {
        return "faulty";
    }

    @Override
    public TokenCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public Tokens balance(UserId userId) {
        return Tokens.of(bank.balance(userId.toString()));
    }

    @Override
    public RemoteResult debit(RemoteDebit debit) {
        return send(() -> bank.deduct(
                debit.id().toString(), debit.payer().toString(), debit.amount().amount(), debit.metadata()));
    }

    @Override
    public RemoteResult refund(RemoteRefund refund) {
        if (!capabilities.refunds()) {
            return new RemoteResult.Unsupported();
        }
        return send(() -> bank.refund(
                refund.id().toString(),
                refund.payer().toString(),
                refund.amount().amount(),
                refund.transactionId(),
                refund.metadata()));
    }

    private RemoteResult send(Supplier<TokenBank.Answer> request) {
        Fault fault = nextFault();
        fault.beforeEffect();
        if (fault.ending() == Fault.Ending.LATE) {
            leaveOnTheWire(request);
            return new RemoteResult.Ambiguous("no complete answer in time");
        }
        Optional<TokenBank.Answer> answer = fault.effect() ? Optional.of(request.get()) : Optional.empty();
        fault.beforeReply();
        return switch (fault.ending()) {
            case ANSWER -> answer.map(FaultyTokens::result).orElseThrow();
            case REPLY -> reply(fault);
            case DROP, CUT, LATE -> new RemoteResult.Ambiguous("the connection was lost");
        };
    }

    private static RemoteResult reply(Fault fault) {
        return switch (fault.status()) {
            case 408, 425, 429 ->
                new RemoteResult.NotApplied(
                        RemoteResult.Fault.BUSY, "status " + fault.status(), Optional.of(Duration.ofSeconds(1)));
            case 401, 403, 404 ->
                new RemoteResult.NotApplied(
                        RemoteResult.Fault.CONFIGURATION, "status " + fault.status(), Optional.empty());
            case 402 -> new RemoteResult.Insufficient(Optional.empty());
            case 400 -> new RemoteResult.Refused("status_400", "The payment was declined.");
            case 409 -> new RemoteResult.Conflict("status 409");
            default -> new RemoteResult.Ambiguous("status " + fault.status());
        };
    }

    private static RemoteResult result(TokenBank.Answer answer) {
        return switch (answer.code()) {
            case "ok" -> new RemoteResult.Accepted(answer.transactionId(), Optional.of(Tokens.of(answer.balance())));
            case "insufficient_tokens" -> new RemoteResult.Insufficient(Optional.of(Tokens.of(answer.balance())));
            case "idempotency_conflict" -> new RemoteResult.Conflict("the key was used with other content");
            default -> new RemoteResult.Refused(answer.code(), "The payment was declined.");
        };
    }

    @Override
    public LookUpResult lookUp(TransferId id, UserId userId) {
        if (!capabilities.looksUp()) {
            return new LookUpResult.Unsupported();
        }
        return bank.find(id.toString())
                .<LookUpResult>map(found ->
                        new LookUpResult.Found(found.transactionId(), Optional.of(Tokens.of(Math.abs(found.change())))))
                .orElseGet(LookUpResult.Absent::new);
    }
}
