package dev.stagedoor.testkit.simulation;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.EnrollRequest;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.tokens.PostResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up steps. The same random source gives the same steps, whatever the platform answers. */
final class LedgerScript {
    private static final int REFUNDS_AT_ONCE = 500;

    /** What was once asked for, so that it can be asked for again. */
    private record Asked(String id, String who, String course, long expected) {}

    private record Moved(String id, String kind, String who, long change) {}

    private final RandomGenerator random;
    private final Names names;
    private final SettableClock clock;
    private final List<Notice> delivered;
    private final List<String> members;
    private final List<String> coaches;
    private final List<String> courses;
    private final Replies replies;
    private final List<Asked> asked = new ArrayList<>();
    private final List<Moved> moved = new ArrayList<>();

    LedgerScript(
            RandomGenerator random,
            Names names,
            SettableClock clock,
            List<String> members,
            List<String> coaches,
            List<String> courses,
            List<Notice> delivered) {
        this.random = random;
        this.names = names;
        this.clock = clock;
        this.members = members;
        this.coaches = coaches;
        this.courses = courses;
        this.delivered = delivered;
        replies = new Replies(names);
    }

    Step next() {
        int dice = random.nextInt(100);
        if (courses.isEmpty() || dice < 8) {
            return create();
        }
        if (dice < 34) {
            return enroll(new Asked(names.next("e"), person(), course(), shown()));
        }
        if (dice < 44 && !asked.isEmpty()) {
            return enroll(pick(asked));
        }
        if (dice < 48 && !asked.isEmpty()) {
            return enroll(new Asked(pick(asked).id(), person(), course(), -1));
        }
        if (dice < 54) {
            return giveUpSeat(pick(members), course());
        }
        if (dice < 60) {
            return picture();
        }
        if (dice < 67) {
            return tokens();
        }
        if (dice < 79) {
            return command();
        }
        if (dice < 83) {
            return price();
        }
        if (dice < 89) {
            return settle();
        }
        return dice < 95 ? jump() : sweep();
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String person() {
        return random.nextInt(10) == 0 ? pick(coaches) : pick(members);
    }

    private String course() {
        int recent = Math.min(courses.size(), 4);
        return random.nextInt(5) == 0 ? pick(courses) : courses.get(courses.size() - 1 - random.nextInt(recent));
    }

    private long amount() {
        return random.nextInt(4) * 10L;
    }

    private long shown() {
        return random.nextInt(3) == 0 ? amount() : -1;
    }

    private Step create() {
        String id = names.next("c");
        courses.add(id);
        String coach = pick(coaches);
        long price = amount();
        int capacity = random.nextInt(4);
        Instant start =
                clock.instant().plus(Duration.ofMinutes(random.nextInt(3000))).truncatedTo(ChronoUnit.SECONDS);
        StreamDraft draft = StreamDraft.of(id, start).price(Tokens.of(price));
        StreamDraft bounded = capacity > 0 ? draft.capacity(capacity) : draft;
        Instant end = start.plus(draft.duration());
        return new Step(
                coach + " plans " + id + " at " + start + " for " + price + ", capacity " + capacity,
                house -> Replies.of(house.platform().sessions().create(names.stream(id), names.user(coach), bounded)),
                model -> model.create(id, coach, price, capacity, start, end));
    }

    private Step enroll(Asked what) {
        asked.add(what);
        EnrollRequest plain =
                EnrollRequest.of(names.enrollment(what.id()), names.user(what.who()), names.stream(what.course()));
        EnrollRequest request = what.expected() < 0 ? plain : plain.expecting(Tokens.of(what.expected()));
        return new Step(
                what.who() + " enrolls in " + what.course() + " as " + what.id()
                        + (what.expected() < 0 ? "" : " for " + what.expected()),
                house -> replies.of(house.enrollments().enroll(request)),
                model -> model.enroll(what.id(), what.who(), what.course(), what.expected(), clock.instant()));
    }

    private Step giveUpSeat(String who, String course) {
        return new Step(
                who + " gives the seat in " + course + " back",
                house -> Replies.of(house.enrollments().cancel(names.user(who), names.stream(course))),
                model -> model.giveUpSeat(who, course, clock.instant()));
    }

    private Step tokens() {
        boolean again = !moved.isEmpty() && random.nextInt(3) == 0;
        Moved what = again ? pick(moved) : fresh(names.next("t"));
        boolean otherContent = again && random.nextInt(3) == 0;
        Moved asks = otherContent ? fresh(what.id()) : what;
        moved.add(asks);
        return new Step(
                asks.kind() + " " + asks.change() + " for " + asks.who() + " as " + asks.id(),
                house -> Replies.of(post(house, asks)),
                model -> model.post(asks.id(), asks.kind(), asks.who(), asks.change()));
    }

    private Moved fresh(String id) {
        long amount = 5L + random.nextInt(60);
        return switch (random.nextInt(4)) {
            case 0 -> new Moved(id, "gift", pick(members), amount);
            case 1 -> new Moved(id, "purchase", pick(members), amount);
            case 2 -> new Moved(id, "deduct", pick(members), -amount);
            default -> new Moved(id, "correct", pick(members), random.nextBoolean() ? amount : -amount);
        };
    }

    private PostResult post(House house, Moved it) {
        TransferId id = names.transfer(it.id());
        UserId who = names.user(it.who());
        return switch (it.kind()) {
            case "gift" -> house.ledger().gift(id, who, Tokens.of(it.change()), "gift");
            case "purchase" -> house.ledger().purchase(id, who, Tokens.of(it.change()), "order");
            case "deduct" -> house.ledger().deduct(id, who, Tokens.of(-it.change()), "mat");
            default -> house.ledger().correct(id, who, it.change(), "put right");
        };
    }

    private Step command() {
        String actor = pick(coaches);
        String course = course();
        String command = List.of("start", "start", "end", "end", "cancel", "delete", "delete with refund")
                .get(random.nextInt(7));
        return new Step(
                actor + " says " + command + " " + course,
                house -> Replies.of(command(house, actor, course, command)),
                model -> model.command(actor, course, command, clock.instant()));
    }

    private SessionResult command(House house, String actor, String course, String command) {
        UserId who = names.user(actor);
        StreamSessions sessions = house.platform().sessions();
        return switch (command) {
            case "start" -> sessions.start(who, names.stream(course));
            case "end" -> sessions.end(who, names.stream(course));
            case "cancel" -> sessions.cancel(who, names.stream(course));
            case "delete" -> sessions.delete(who, names.stream(course), false);
            default -> sessions.delete(who, names.stream(course), true);
        };
    }

    private Step price() {
        String actor = pick(coaches);
        String course = course();
        long price = amount();
        return new Step(
                actor + " sets the price of " + course + " to " + price,
                house -> Replies.of(house.platform()
                        .sessions()
                        .edit(names.user(actor), names.stream(course), draft -> draft.price(Tokens.of(price)))),
                model -> model.price(actor, course, price));
    }

    private Step settle() {
        return new Step(
                "classes are settled",
                house -> {
                    house.platform().settlements().runOnce();
                    return "";
                },
                model -> model.settle(clock.instant()),
                Step.Crash.A_PART);
    }

    private Step jump() {
        Duration length = switch (random.nextInt(4)) {
            case 0 -> Duration.ofMinutes(-random.nextInt(10));
            case 1 -> Duration.ofMinutes(random.nextInt(60));
            default -> Duration.ofHours(random.nextInt(20));
        };
        clock.advance(length);
        return new Step(
                "the clock jumps by " + length + " to " + clock.instant(),
                house -> {
                    house.platform().mediaWatch().lookOnce();
                    return "";
                },
                model -> model.look(clock.instant()),
                Step.Crash.NONE);
    }

    private Step picture() {
        String actor = pick(coaches);
        String course = course();
        return random.nextInt(4) == 0
                ? new Step(
                        "the picture of " + course + " stops",
                        house -> {
                            house.media()
                                    .endBroadcast(
                                            new LiveInputId(names.stream(course).toString()));
                            return "";
                        },
                        model -> model.noPicture(course, clock.instant()))
                : new Step(
                        actor + " sends a picture to " + course,
                        house -> picture(house, names.user(actor), names.stream(course)),
                        model -> model.picture(actor, course, clock.instant()));
    }

    private static String picture(House house, UserId actor, StreamId course) {
        return house.platform()
                .sessions()
                .broadcast(actor, course)
                .fold(
                        ready -> house.media().publish(ready.liveInput()) ? "picture" : "refused",
                        notFound -> "no class",
                        notOwner -> "not owner",
                        closed -> "closed " + closed.status());
    }

    private Step sweep() {
        if (random.nextBoolean()) {
            return new Step(
                    "refunds are looked for",
                    house -> "swept " + house.enrollments().refundCancelled(REFUNDS_AT_ONCE),
                    model -> "swept 0");
        }
        return new Step(
                "mail is delivered",
                house -> {
                    house.platform().outbox().deliverDue(delivered::add, REFUNDS_AT_ONCE);
                    return "";
                },
                model -> "");
    }
}
