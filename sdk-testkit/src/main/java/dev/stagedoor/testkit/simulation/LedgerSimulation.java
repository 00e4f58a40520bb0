package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.TestPlatform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One seed with wallets of our own. */
final class LedgerSimulation {
    private static final int LONGEST_LIFE = 40;

    private final Simulation options;
    private final long seed;
    private final SplittableRandom random;
    private final CrashSwitch crash = new CrashSwitch();
    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private final Names names;
    private final Storage durable;
    private final List<String> people = new ArrayList<>();
    private final List<String> courses = new ArrayList<>();
    private final List<Notice> delivered = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private Model model = new Model(House.FEE_PERCENT);
    private House house;
    private int processes;

    LedgerSimulation(Simulation options, long seed) {
        this.options = options;
        this.seed = seed;
        random = new SplittableRandom(seed);
        names = new Names(random.split());
        durable = options.ground.empty();
        house = open();
    }

    private House open() {
        processes++;
        return House.open(options, options.ground.seenBy(durable, crash), clock, seed * 1_000 + processes);
    }

    void run() {
        LedgerScript script = new LedgerScript(
                random.split(),
                names,
                clock,
                people("m", 2 + random.nextInt(3), Set.of()),
                people("coach", 2, Set.of(Role.INSTRUCTOR)),
                courses,
                delivered);
        try {
            for (int i = 0; i < options.steps; i++) {
                take(script.next());
            }
        } catch (RuntimeException fault) {
            throw failure("the platform failed with " + fault, fault);
        }
    }

    private List<String> people(String prefix, int count, Set<Role> roles) {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = prefix + i;
            SignUpResult result =
                    house.platform().accounts().signUp(new SignUp(name + "@example.com", name, "hash", roles));
            names.add(name, ((SignUpResult.SignedUp) result).user().id().value());
            model.person(name);
            made.add(name);
            give(name, random.nextInt(8) * 10L);
        }
        people.addAll(made);
        return List.copyOf(made);
    }

    private void give(String name, long tokens) {
        if (tokens > 0) {
            String id = names.next("welcome");
            house.ledger().gift(names.transfer(id), names.user(name), Tokens.of(tokens), "welcome");
            model.post(id, "gift", name, tokens);
        }
    }

    private void take(Step step) {
        trace.add(step.text());
        Model after = model.copy();
        String first = step.expect().apply(after);
        String again = step.expect().apply(after.copy());
        Set<String> fitting = Set.of(first);
        while (true) {
            String answer = attempt(step);
            if (answer != null) {
                trace.add("  -> " + answer);
                expect(fitting.contains(answer), "the model answers " + fitting + ", the platform " + answer);
                break;
            }
            restart();
            model.restarted(clock.instant());
            after.restarted(clock.instant());
            if (step.crash() == Step.Crash.A_PART) {
                continue;
            }
            boolean before = isLike(model);
            boolean done = isLike(after);
            expect(before || done, "a crash left something half done\n" + difference(after));
            fitting = fitting(before, done, first, again);
            if (random.nextInt(4) == 0) {
                trace.add("  nobody asks again");
                after = done ? after : model;
                break;
            }
            after = done ? after : model.copy();
            var unused = step.expect().apply(after);
        }
        model = after;
        checkEverything();
    }

    /** {@return the answers that fit what is stored: the first one, or the one to a repetition} */
    private static Set<String> fitting(boolean before, boolean done, String first, String again) {
        Set<String> answers = new LinkedHashSet<>();
        if (before) {
            answers.add(first);
        }
        if (done) {
            answers.add(again);
        }
        return answers;
    }

    /** {@return the answer; null when the process died before it came} */
    private @Nullable String attempt(Step step) {
        if (step.crash() != Step.Crash.NONE && random.nextInt(3) == 0) {
            crash.arm(random.nextInt(LONGEST_LIFE));
        }
        try {
            String answer = step.act().apply(house);
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
                house = open();
                up = true;
            } catch (SimulatedCrash died) {
                trace.add("  the next process dies " + died.getMessage());
            }
        }
        crash.revive();
    }

    private Observed observed() {
        return Observed.read(durable, names, people, courses, delivered);
    }

    private boolean isLike(Model expected) {
        return observed().text().equals(expected.text());
    }

    private void checkEverything() {
        Observed observed = observed();
        List<String> broken = observed.broken();
        expect(broken.isEmpty(), String.join("\n", broken));
        expect(observed.text().equals(model.text()), "the model has come to another state\n" + difference(model));
    }

    private String difference(Model expected) {
        return "-- expected\n" + expected.text() + "\n-- stored\n" + observed().text();
    }

    private void expect(boolean fine, String what) {
        if (!fine) {
            throw failure(what, null);
        }
    }

    private SimulationFailure failure(String what, @Nullable Throwable cause) {
        return new SimulationFailure("ledger", seed, what, trace, cause);
    }
}
