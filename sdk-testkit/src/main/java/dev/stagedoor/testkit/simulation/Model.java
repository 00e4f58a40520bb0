package dev.stagedoor.testkit.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What should happen, written down once more: names instead of ids, maps instead of tables, nothing ever fails. Shares no code with the platform, on purpose.
 */
final class Model {
    private record Course(
            String coach,
            long price,
            int capacity,
            Instant start,
            Instant end,
            String status,
            Instant liveSince,
            Instant over) {
        Course with(String next, Instant at) {
            Instant since = next.equals("LIVE") ? at : liveSince;
            return new Course(coach, price, capacity, start, end, next, since, at);
        }

        Course withPrice(long next) {
            return new Course(coach, next, capacity, start, end, status, liveSince, over);
        }
    }

    private record Seat(String who, String course, long paid, long back, String state, boolean settled, String mail) {}

    /** How long a class without media is waited for. */
    static final Duration GRACE = Duration.ofMinutes(30);

    private final int feePercent;
    private final Map<String, Long> balances = new LinkedHashMap<>();
    private final Map<String, Course> courses = new LinkedHashMap<>();
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private final Map<String, String> posted = new LinkedHashMap<>();
    private ModelMedia media = new ModelMedia();

    Model(int feePercent) {
        this.feePercent = feePercent;
    }

    Model copy() {
        Model copy = new Model(feePercent);
        copy.balances.putAll(balances);
        copy.courses.putAll(courses);
        copy.seats.putAll(seats);
        copy.posted.putAll(posted);
        copy.media = media.copy();
        return copy;
    }

    void person(String name) {
        balances.put(name, 0L);
        balances.put(name + " earned", 0L);
        balances.put("fee", 0L);
    }

    private long of(String account) {
        return balances.getOrDefault(account, 0L);
    }

    private Seat seat(String id) {
        return Objects.requireNonNull(seats.get(id), id);
    }

    private Course course(String id) {
        return Objects.requireNonNull(courses.get(id), id);
    }

    private void move(String from, String to, long amount) {
        balances.merge(from, -amount, Long::sum);
        balances.merge(to, amount, Long::sum);
    }

    String post(String id, String kind, String who, long change) {
        String content = kind + who + change;
        String before = posted.get(id);
        if (before != null) {
            return before.equals(content) ? "posted, balance " + of(who) : "conflict";
        }
        if (of(who) + change < 0) {
            return "insufficient " + of(who);
        }
        posted.put(id, content);
        move("outside", who, change);
        return "posted, balance " + of(who);
    }

    String create(String id, String coach, long price, int capacity, Instant start, Instant end) {
        courses.putIfAbsent(id, new Course(coach, price, capacity, start, end, "SCHEDULED", end, end));
        return "done";
    }

    String enroll(String id, String who, String course, long expected, Instant now) {
        Seat same = seats.get(id);
        if (same != null) {
            return !same.who.equals(who)
                    ? "conflict user"
                    : !same.course.equals(course)
                            ? "conflict stream"
                            : (same.state.equals("ACTIVE") ? "already " : "spent ") + id;
        }
        Course it = courses.get(course);
        if (it == null || it.status.equals("GONE")) {
            return "no class";
        }
        String mine = holding(course)
                .filter(seat -> seat(seat).who.equals(who))
                .findFirst()
                .orElse("");
        if (!mine.isEmpty()) {
            return "already " + mine;
        }
        if (it.status.equals("ENDED") || it.status.equals("CANCELLED")) {
            return "not open " + it.status;
        }
        if (it.coach.equals(who)) {
            return "not open OWN_CLASS";
        }
        if (it.status.equals("SCHEDULED") && !now.isBefore(it.end)) {
            return "not open OVERDUE";
        }
        if (expected >= 0 && expected != it.price) {
            return "price is " + it.price;
        }
        if (it.capacity > 0 && holding(course).count() >= it.capacity) {
            return "sold out " + it.capacity;
        }
        if (of(who) < it.price) {
            return "insufficient " + of(who) + " of " + it.price;
        }
        move(who, course + " escrow", it.price);
        seats.put(id, new Seat(who, course, it.price, 0, "ACTIVE", false, "RECEIPT"));
        return "enrolled, balance " + of(who);
    }

    private Stream<String> holding(String course) {
        return seats.keySet().stream()
                .filter(id -> seat(id).course.equals(course) && seat(id).state.equals("ACTIVE"));
    }

    private void giveBack(String id, String why) {
        Seat seat = seat(id);
        if (!seat.settled) {
            move(seat.course + " escrow", seat.who, seat.paid);
            String state = seat.paid > 0 ? "REFUNDED" : "CANCELLED";
            seats.put(id, new Seat(seat.who, seat.course, seat.paid, seat.paid, state, false, seat.mail + "+" + why));
        }
    }

    String giveUpSeat(String who, String course, Instant now) {
        String mine = holding(course)
                .filter(seat -> seat(seat).who.equals(who))
                .findFirst()
                .orElse("");
        Course it = courses.get(course);
        if (mine.isEmpty() || it == null || it.status.equals("GONE")) {
            return "not enrolled";
        }
        if (!it.status.equals("SCHEDULED") || !now.isBefore(it.start)) {
            return "not allowed";
        }
        giveBack(mine, "SEAT_CANCELLED");
        return "given back " + seat(mine).paid + ", balance " + of(who);
    }

    String command(String actor, String course, String command, Instant now) {
        Course it = courses.get(course);
        if (it == null || it.status.equals("GONE")) {
            return "no class";
        }
        if (!it.coach.equals(actor)) {
            return "not owner";
        }
        boolean planned = it.status.equals("SCHEDULED");
        boolean live = it.status.equals("LIVE");
        long paid = holding(course).filter(id -> seat(id).paid > 0).count();
        return switch (command) {
            case "start" -> planned ? become(course, "LIVE", now) : "illegal " + it.status;
            case "end" -> live ? end(course, now) : "illegal " + it.status;
            case "cancel" ->
                planned || live ? callOff(course, "CANCELLED", why(course, now), now) : "illegal " + it.status;
            case "delete" ->
                live
                        ? "illegal LIVE"
                        : paid > 0 ? "paid seats " + paid : callOff(course, "GONE", "CLASS_CANCELLED", now);
            default -> live ? "illegal LIVE" : callOff(course, "GONE", "CLASS_CANCELLED", now);
        };
    }

    private String why(String course, Instant now) {
        boolean early = now.isBefore(course(course).start.plus(GRACE));
        return early || !media.none(course) ? "CLASS_CANCELLED" : "CLASS_NEVER_GIVEN";
    }

    private String become(String course, String status, Instant now) {
        courses.put(course, course(course).with(status, now));
        return "done";
    }

    private String end(String course, Instant now) {
        media.classIsOver(course, now);
        return become(course, "ENDED", now);
    }

    private String callOff(String course, String status, String why, Instant now) {
        media.classIsOver(course, now);
        holding(course).toList().forEach(id -> giveBack(id, why));
        return become(course, status, now);
    }

    String picture(String actor, String course, Instant now) {
        Course it = courses.get(course);
        if (it == null || it.status.equals("GONE")) {
            return "no class";
        }
        if (!it.coach.equals(actor)) {
            return "not owner";
        }
        if (!isOpen(course)) {
            return "closed " + it.status;
        }
        media.begins(course, now);
        return "picture";
    }

    String noPicture(String course, Instant now) {
        media.stops(course, now);
        return "";
    }

    private boolean isOpen(String course) {
        Course it = courses.get(course);
        return it != null && (it.status.equals("SCHEDULED") || it.status.equals("LIVE"));
    }

    String look(Instant now) {
        media.look(now, this::isOpen);
        return "";
    }

    /** The process has died, and the next one has come up and looked. */
    void restarted(Instant now) {
        media.died();
        look(now);
    }

    String price(String actor, String course, long price) {
        Course it = courses.get(course);
        if (it == null || it.status.equals("GONE")) {
            return "no class";
        }
        if (!it.coach.equals(actor)) {
            return "not owner";
        }
        if (it.status.equals("CANCELLED") || (!it.status.equals("SCHEDULED") && it.price != price)) {
            return "illegal " + it.status;
        }
        courses.put(course, it.withPrice(price));
        return "done";
    }

    /** Classes that were never given are called off, those that were left are ended, seats of ended ones are divided as {@link #back} says. */
    String settle(Instant now) {
        Instant by = now.minus(GRACE);
        List.copyOf(courses.keySet()).forEach(id -> {
            Course it = course(id);
            if (neverGiven(id, it, by)) {
                callOff(id, "CANCELLED", why(id, now), now);
            } else if (it.status.equals("LIVE") && media.silentSince(id, by)) {
                end(id, now);
            }
            if (course(id).status.equals("ENDED")) {
                holding(id).toList().forEach(this::payOut);
            }
        });
        return "";
    }

    private boolean neverGiven(String id, Course it, Instant by) {
        if (it.status.equals("LIVE")) {
            return media.none(id) && !it.start.isAfter(by) && !it.liveSince.isAfter(by);
        }
        Instant due = media.none(id) ? it.start : it.end;
        return it.status.equals("SCHEDULED") && !due.isAfter(by);
    }

    private void payOut(String id) {
        Seat seat = seat(id);
        Course it = course(seat.course);
        Duration planned = Duration.between(it.start, it.end);
        Duration delivered = media.delivered(seat.course, it.liveSince, it.over);
        long back = back(seat.paid, delivered.compareTo(planned) > 0 ? planned : delivered);
        if (seat.settled || seat.paid == 0) {
            return;
        }
        if (back == seat.paid) {
            giveBack(id, "CLASS_BROKE_OFF");
            return;
        }
        long fee = (seat.paid - back) * feePercent / 100;
        move(seat.course + " escrow", seat.who, back);
        move(seat.course + " escrow", "fee", fee);
        move(seat.course + " escrow", course(seat.course).coach + " earned", seat.paid - back - fee);
        String mail = seat.mail + (back > 0 ? "+CLASS_BROKE_OFF" : "");
        seats.put(id, new Seat(seat.who, seat.course, seat.paid, back, seat.state, true, mail));
    }

    /** {@return what goes back for a class that was given: without a picture cheap seats whole and dear ones not at all; with one, so that each minute shows} */
    static long back(long paid, Duration delivered) {
        long withoutPicture = paid <= 10 ? paid : paid <= 20 ? 7 : 0;
        return delivered.isZero() ? withoutPicture : delivered.toMinutes() % (paid + 1);
    }

    /** {@return everything that can be seen of it, one line each, sorted} */
    String text() {
        TreeSet<String> lines = new TreeSet<>();
        balances.forEach((account, tokens) -> lines.add(account + " = " + tokens));
        lines.removeIf(line -> line.startsWith("outside") || line.contains(" escrow "));
        courses.forEach((id, it) -> lines.add(id + " " + it.status
                + (it.status.equals("GONE")
                        ? ""
                        : " price " + it.price + " taken " + holding(id).count())
                + " escrow " + of(id + " escrow")
                + (it.status.equals("GONE") ? "" : media.text(id))));
        seats.forEach((id, it) -> lines.add(id + " " + it.who + " " + it.course + " " + it.state + " " + it.paid
                + " back " + it.back + " " + it.mail));
        lines.removeIf(line -> line.endsWith("GONE escrow 0"));
        return String.join("\n", lines);
    }
}
