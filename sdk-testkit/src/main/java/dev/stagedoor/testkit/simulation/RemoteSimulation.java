package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.enrollment.EnrollResult;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.RemoteTokenProvider;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.TestPlatform;
import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import dev.stagedoor.testkit.tokens.FaultyTokens;
import dev.stagedoor.testkit.tokens.TokenBank;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One seed with wallets at somebody else's. What the provider can do comes from the seed too. While a call is on its way, another node may reconcile. A request
 * that is stuck on the wire arrives before the clock moves: longer than the platform's patience it is assumed not to last.
 */
final class RemoteSimulation {
    private static final int LONGEST_LIFE = 40;
    private static final int MOST_ROUNDS = 60;
    private static final int FAULT_PERCENT = 35;
    private static final Fault[] FAULTS = {
        Fault.DROP_BEFORE,
        Fault.DROP_AFTER,
        Fault.CUT_AFTER,
        Fault.LATE,
        Fault.statusBefore(503),
        Fault.statusAfter(500),
        Fault.statusBefore(429),
        Fault.statusBefore(401),
        Fault.statusBefore(400),
        Fault.statusBefore(409)
    };

    private final Simulation options;
    private final long seed;
    private final SplittableRandom random;
    private final CrashSwitch crash = new CrashSwitch();
    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private final Storage durable;
    private final Names names;
    private final FaultyTokens tokens;
    private final RemoteObserver observer;
    private final Person person;
    private final List<String> trace = new ArrayList<>();
    private final StreamingPlatform otherNode;
    private StreamingPlatform platform;
    private boolean meanwhile;
    private int processes;

    RemoteSimulation(Simulation options, long seed) {
        this.options = options;
        this.seed = seed;
        random = new SplittableRandom(seed);
        names = new Names(random.split());
        durable = options.ground.empty();
        tokens = new FaultyTokens(new TokenBank(random.nextBoolean()), random.nextBoolean(), random.nextInt(4) > 0);
        tokens.plan(FaultPlan.seeded(random.nextLong(), FAULT_PERCENT, FAULTS));
        observer = new RemoteObserver(durable, tokens.bank(), names);
        person = new Person(tokens);
        otherNode = open(durable, options.remote.apply(tokens));
        platform = open(options.ground.seenBy(durable, crash), seenBy());
    }

    private StreamingPlatform open(Storage storage, RemoteTokenProvider provider) {
        processes++;
        return StreamingPlatform.builder(storage, provider, new FakeLiveInputs(clock), clock)
                .random(new Random(seed * 1_000 + processes))
                .neverGivenGrace(Model.GRACE)
                .breakOffPolicy((planned, delivered, paid) -> Tokens.of(Model.back(paid.amount(), delivered)))
                .build();
    }

    /** The provider as the simulated process reaches it: it may die before the call, and after it. */
    private RemoteTokenProvider seenBy() {
        RemoteTokenProvider real = options.remote.apply(tokens);
        return Interception.of(RemoteTokenProvider.class, real, (method, call) -> {
            if (method.getParameterCount() == 0 || method.getName().equals("attach")) {
                return call.make();
            }
            crash.pass("before the remote call " + method.getName());
            elsewhere();
            Object result = call.make();
            elsewhere();
            crash.pass("after the remote call " + method.getName());
            return result;
        });
    }

    private void elsewhere() {
        if (!meanwhile && random.nextInt(8) == 0) {
            trace.add("  meanwhile another node reconciles");
            meanwhile = true;
            crash.unharmed(() -> otherNode.reconciler().runOnce(3));
            meanwhile = false;
        }
    }

    void run() {
        RemoteScript script = new RemoteScript(
                random.split(),
                names,
                clock,
                tokens,
                people("m", 2 + random.nextInt(3), Set.of()),
                people("coach", 1, Set.of(Role.INSTRUCTOR)),
                person);
        trace.add("the provider: " + tokens.capabilities());
        try {
            for (int i = 0; i < options.steps; i++) {
                take(script.next());
            }
            catchUp();
        } catch (RuntimeException fault) {
            throw failure("the platform failed with " + fault, fault);
        }
    }

    private List<String> people(String prefix, int count, Set<Role> roles) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = prefix + i;
            SignUpResult result = otherNode.accounts().signUp(new SignUp(name + "@example.com", name, "hash", roles));
            names.add(name, ((SignUpResult.SignedUp) result).user().id().value());
            tokens.bank().fund(names.user(name).toString(), random.nextInt(10) * 10L);
            observer.person(name);
            made.add(name);
        }
        return List.copyOf(made);
    }

    private void take(RemoteScript.Step step) {
        trace.add(step.text());
        while (true) {
            Object answer = attempt(step);
            if (answer != null) {
                trace.add("  -> " + answer);
                if (answer instanceof EnrollResult.Enrolled it) {
                    observer.acknowledged(it.enrollment().id());
                }
                break;
            }
            restart();
            if (random.nextInt(4) == 0) {
                trace.add("  nobody asks again");
                break;
            }
        }
        expectNothing(observer.impossible());
    }

    private @Nullable Object attempt(RemoteScript.Step step) {
        if (random.nextInt(3) == 0) {
            crash.arm(random.nextInt(LONGEST_LIFE));
        }
        try {
            Object answer = step.act().apply(platform);
            crash.revive();
            return answer;
        } catch (SimulatedCrash died) {
            trace.add("  the process dies " + died.getMessage());
            return null;
        }
    }

    private void restart() {
        boolean up = false;
        while (!up) {
            crash.revive();
            if (random.nextInt(4) == 0) {
                crash.arm(random.nextInt(LONGEST_LIFE));
            }
            try {
                platform = open(options.ground.seenBy(durable, crash), seenBy());
                up = true;
            } catch (SimulatedCrash died) {
                trace.add("  the next process dies " + died.getMessage());
            }
        }
        crash.revive();
    }

    /** The network is well again, and nobody presses anything any more. */
    private void catchUp() {
        tokens.plan(FaultPlan.none());
        for (int round = 0; round < MOST_ROUNDS && !observer.open().isEmpty(); round++) {
            tokens.deliverLate();
            clock.advance(Duration.ofMinutes(20));
            platform.enrollments().refundCancelled(500);
            platform.reconciler().runOnce();
            person.decideAll(platform);
        }
        trace.add("the reconciler has had " + MOST_ROUNDS + " rounds or less");
        expectNothing(observer.open());
        expectNothing(observer.impossible());
        expectNothing(observer.unsettled());
    }

    private void expectNothing(List<String> broken) {
        if (!broken.isEmpty()) {
            throw failure(String.join("\n", broken), null);
        }
    }

    private SimulationFailure failure(String what, @Nullable Throwable cause) {
        return new SimulationFailure("remote", seed, what + "\n-- stored\n" + observer.text(), trace, cause);
    }
}
