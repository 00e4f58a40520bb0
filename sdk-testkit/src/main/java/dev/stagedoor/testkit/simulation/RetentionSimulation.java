package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.FakeLiveInputs;
import dev.stagedoor.testkit.FakeRecordings;
import dev.stagedoor.testkit.FakeRecordings.Fault;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.TestPlatform;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One seed with recordings: two nodes over one storage and one provider, both of which outlive them. */
final class RetentionSimulation {
    private static final int LONGEST_LIFE = 40;
    private static final int ENOUGH = 1_000;
    private static final RecordingFacts AN_HOUR =
            new RecordingFacts(Duration.ofHours(1), 1_000, 1280, 720, "H264", "opus", 0);
    private static final RecordingFacts NOTHING = new RecordingFacts(Duration.ZERO, 0, 0, 0, "", "", 0);
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("UTC"));

    private final Simulation options;
    private final long seed;
    private final SplittableRandom random;
    private final CrashSwitch crash = new CrashSwitch();
    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private final FakeRecordings provider = new FakeRecordings(clock);
    private final Storage durable;
    private final Map<String, StreamingPlatform> nodes = new LinkedHashMap<>();
    private final List<UserId> people = new ArrayList<>();
    private final List<StreamId> courses = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final RetentionObserver observer;
    private LedgerTokenProvider ledger;
    private int processes;

    RetentionSimulation(Simulation options, long seed) {
        this.options = options;
        this.seed = seed;
        random = new SplittableRandom(seed);
        durable = options.ground.empty();
        ledger = LedgerTokenProvider.on(durable);
        observer = new RetentionObserver(durable, provider, clock, courses);
    }

    void run() {
        try {
            open("a");
            open("b");
            UserId coach = signUp("coach", Set.of(Role.INSTRUCTOR));
            for (int i = 0; i < 3; i++) {
                people.add(signUp("m" + i, Set.of()));
            }
            for (int i = 0; i < options.steps; i++) {
                step(coach);
                check(observer.broken(node(), people));
            }
            calmDown(coach);
            check(observer.stuck());
        } catch (RuntimeException fault) {
            throw new SimulationFailure("retention", seed, "the platform failed with " + fault, trace, fault);
        }
    }

    private void check(List<String> broken) {
        if (!broken.isEmpty()) {
            throw new SimulationFailure("retention", seed, String.join("\n", broken), trace, null);
        }
    }

    private void open(String name) {
        Storage storage = options.ground.seenBy(durable, crash);
        ledger = LedgerTokenProvider.on(storage);
        RecordingProvider seen = Interception.withPoints(
                RecordingProvider.class, options.recordings.apply(observer.watching(provider)), crash);
        nodes.put(
                name,
                StreamingPlatform.builder(storage, ledger, new FakeLiveInputs(clock), clock)
                        .random(new Random(seed * 1_000 + processes++))
                        .recordings(seen)
                        .retention(options.retention.apply(RetentionPolicy.DEFAULT.withPopularity(
                                PopularityPolicy.atLeast(RetentionObserver.POPULAR, 0))))
                        .node(name)
                        .build());
    }

    private UserId signUp(String name, Set<Role> roles) {
        SignUpResult result = node().accounts().signUp(new SignUp(name + "@example.com", name, "hash", roles));
        UserId id = ((SignUpResult.SignedUp) result).user().id();
        ledger.gift(new TransferId(uuid()), id, Tokens.of(10_000), "welcome");
        return id;
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private StreamingPlatform node() {
        return nodes.values().iterator().next();
    }

    private void step(UserId coach) {
        int dice = random.nextInt(20);
        if (courses.isEmpty() || dice < 2) {
            plan(coach);
        } else if (dice < 5) {
            seat();
        } else if (dice < 8) {
            goLive(coach);
        } else if (dice < 11) {
            end(coach);
        } else if (dice == 11) {
            callOff(coach);
        } else if (dice == 12) {
            fault();
        } else if (dice < 15) {
            pass();
        } else {
            sweep();
        }
    }

    private void plan(UserId coach) {
        StreamId id = new StreamId(uuid());
        courses.add(id);
        StreamDraft draft = StreamDraft.of(
                        "Class " + courses.size(), clock.instant().plus(Duration.ofHours(1 + random.nextInt(48))))
                .zone(ZONES.get(random.nextInt(ZONES.size())))
                .price(Tokens.of(random.nextInt(4) * 10L));
        act("plan class " + courses.size(), it -> it.sessions().create(id, coach, draft));
    }

    private StreamId anyCourse() {
        return courses.get(random.nextInt(courses.size()));
    }

    private void seat() {
        StreamId course = anyCourse();
        EnrollmentId id = new EnrollmentId(uuid());
        UserId who = people.get(random.nextInt(people.size()));
        act("a seat in " + course, it -> it.enrollments().enroll(EnrollRequest.of(id, who, course)));
    }

    private void goLive(UserId coach) {
        StreamId course = anyCourse();
        Optional<StreamSession> planned = observer.session(course);
        planned.map(StreamSession::scheduledStart)
                .filter(clock.instant()::isBefore)
                .filter(it -> random.nextInt(4) > 0)
                .ifPresent(clock::set);
        act("go live with " + course, it -> {
            it.sessions().start(coach, course);
            it.recordings().begin(course).ifPresent(begun -> {
                if (begun.startedAt().equals(clock.instant())) {
                    provider.recorded(begun.id());
                }
            });
        });
    }

    private void end(UserId coach) {
        StreamId course = anyCourse();
        clock.advance(Duration.ofMinutes(random.nextInt(90)));
        act("end " + course, it -> it.sessions().end(coach, course));
        if (random.nextBoolean()) {
            finish(random.nextInt(8) == 0 ? NOTHING : AN_HOUR);
        }
    }

    private void finish(RecordingFacts facts) {
        act(
                "close what is open",
                it -> it.recordings()
                        .unfinished()
                        .forEach(open -> it.recordings().finished(open.id(), recorded(open) ? facts : NOTHING)));
    }

    /** A process that died between the row and its first segment has no file. */
    private boolean recorded(Recording open) {
        return provider.hasLocal(open.id());
    }

    private void callOff(UserId coach) {
        StreamId course = anyCourse();
        if (random.nextBoolean()) {
            act("call off " + course, it -> it.sessions().cancel(coach, course));
        } else {
            act("delete " + course, it -> it.sessions().delete(coach, course, random.nextBoolean()));
        }
    }

    private void fault() {
        Fault next = Fault.values()[random.nextInt(Fault.values().length)];
        trace.add("the provider will answer " + next);
        provider.meet(next);
    }

    private void pass() {
        Duration time = switch (random.nextInt(4)) {
            case 0 -> Duration.ofMinutes(1 + random.nextInt(59));
            case 1 -> Duration.ofDays(1 + random.nextInt(3));
            case 2 -> Duration.ofDays(7);
            default -> Duration.ofDays(20 + random.nextInt(50));
        };
        trace.add(time + " pass");
        clock.advance(time);
    }

    private void sweep() {
        int most = random.nextBoolean() ? 1 : ENOUGH;
        switch (random.nextInt(5)) {
            case 0 -> act("clean up", it -> it.retention().cleanup(most));
            case 1 -> act("migrate", it -> it.retention().migrate(most));
            case 2 -> act("look for orphans", it -> it.retention().orphans(most));
            case 3 -> finish(AN_HOUR);
            default -> act("store", it -> it.recordings().storeOnce(most));
        }
    }

    private void act(String what, Consumer<StreamingPlatform> act) {
        String name = random.nextBoolean() ? "a" : "b";
        trace.add(what + " on " + name + " at " + clock.instant());
        if (random.nextInt(3) == 0) {
            crash.arm(random.nextInt(LONGEST_LIFE));
        }
        if (attempt(name, act)) {
            return;
        }
        crash.revive();
        open(name);
        if (random.nextInt(4) > 0) {
            trace.add("  and again");
            attempt(name, act);
        }
    }

    private boolean attempt(String name, Consumer<StreamingPlatform> act) {
        try {
            act.accept(nodes.get(name));
            crash.revive();
            return true;
        } catch (RuntimeException | SimulatedCrash died) {
            if (!isCrash(died)) {
                throw died;
            }
            trace.add("  node " + name + " dies");
            return false;
        }
    }

    /** A future wraps what ended it. */
    private static boolean isCrash(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof SimulatedCrash || isCrash(thrown.getCause()));
    }

    /** No more faults: classes end, and every sweep runs as it would in the months that follow. */
    private void calmDown(UserId coach) {
        trace.add("everything calms down");
        courses.forEach(it -> node().sessions().end(coach, it));
        Instant end = clock.instant().plus(Duration.ofDays(100));
        while (clock.instant().isBefore(end)) {
            for (StreamingPlatform it : nodes.values()) {
                for (Recording open : it.recordings().unfinished()) {
                    it.recordings().finished(open.id(), recorded(open) ? AN_HOUR : NOTHING);
                }
                it.recordings().storeOnce(ENOUGH);
                it.retention().migrate(ENOUGH);
                it.retention().cleanup(ENOUGH);
                it.retention().orphans(ENOUGH);
            }
            clock.advance(Duration.ofDays(5));
            check(observer.broken(node(), people));
        }
    }
}
