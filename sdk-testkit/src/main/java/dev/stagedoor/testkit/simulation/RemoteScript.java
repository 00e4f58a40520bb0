package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.tokens.FaultyTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes up steps for wallets at somebody else's. */
final class RemoteScript {
    /** One thing that somebody does. */
    record Step(String text, Function<StreamingPlatform, Object> act) {}

    private record Asked(String id, String who, String course) {}

    private final RandomGenerator random;
    private final Names names;
    private final SettableClock clock;
    private final FaultyTokens tokens;
    private final List<String> members;
    private final List<String> coaches;
    private final Person person;
    private final List<String> courses = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();

    RemoteScript(
            RandomGenerator random,
            Names names,
            SettableClock clock,
            FaultyTokens tokens,
            List<String> members,
            List<String> coaches,
            Person person) {
        this.random = random;
        this.names = names;
        this.clock = clock;
        this.tokens = tokens;
        this.members = members;
        this.coaches = coaches;
        this.person = person;
    }

    Step next() {
        int dice = random.nextInt(100);
        if (courses.isEmpty() || dice < 8) {
            return create();
        }
        if (dice < 36) {
            return enroll(new Asked(names.next("e"), pick(members), course()));
        }
        if (dice < 50 && !asked.isEmpty()) {
            return enroll(pick(asked));
        }
        if (dice < 53 && !asked.isEmpty()) {
            return enroll(new Asked(pick(asked).id(), pick(members), course()));
        }
        if (dice < 63) {
            return giveUpSeat(pick(members), course());
        }
        if (dice < 72) {
            return command();
        }
        if (dice < 76) {
            return new Step("classes are settled", it -> it.settlements().runOnce());
        }
        if (dice < 85) {
            return new Step("the reconciler runs", it -> it.reconciler().runOnce(1 + random.nextInt(5)));
        }
        return dice < 95 ? jump() : new Step("a person decides", person::decideAll);
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String course() {
        return courses.get(courses.size() - 1 - random.nextInt(Math.min(courses.size(), 3)));
    }

    private Step create() {
        String id = names.next("c");
        courses.add(id);
        Instant start = clock.instant().plus(Duration.ofMinutes(random.nextInt(3000)));
        StreamDraft draft = StreamDraft.of(id, start).price(Tokens.of(random.nextInt(4) * 10L));
        StreamDraft bounded = random.nextBoolean() ? draft.capacity(1 + random.nextInt(3)) : draft;
        return new Step(
                id + " is planned, " + bounded.price() + ", capacity " + bounded.capacity(),
                it -> it.sessions().create(names.stream(id), names.user(coaches.get(0)), bounded));
    }

    private Step enroll(Asked what) {
        asked.add(what);
        EnrollRequest request =
                EnrollRequest.of(names.enrollment(what.id()), names.user(what.who()), names.stream(what.course()));
        return new Step(
                what.who() + " enrolls in " + what.course() + " as " + what.id(),
                it -> it.enrollments().enroll(request));
    }

    private Step giveUpSeat(String who, String course) {
        return new Step(
                who + " gives the seat in " + course + " back",
                it -> it.enrollments().cancel(names.user(who), names.stream(course)));
    }

    private Step command() {
        String course = course();
        String command = List.of("start", "end", "cancel", "delete").get(random.nextInt(4));
        return new Step("the coach says " + command + " " + course, it -> command(it, course, command));
    }

    private Object command(StreamingPlatform platform, String course, String command) {
        var coach = names.user(coaches.get(0));
        return switch (command) {
            case "start" -> platform.sessions().start(coach, names.stream(course));
            case "end" -> platform.sessions().end(coach, names.stream(course));
            case "cancel" -> platform.sessions().cancel(coach, names.stream(course));
            default -> platform.sessions().delete(coach, names.stream(course), true);
        };
    }

    private Step jump() {
        long late = tokens.deliverLate();
        Duration length = Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 300 : 20_000));
        clock.advance(length);
        return new Step("the clock jumps by " + length + ", " + late + " late requests had arrived", it -> "");
    }
}
