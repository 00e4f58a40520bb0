package dev.stagedoor.server.pages;

import dev.stagedoor.server.pages.NextStep.Button;
import dev.stagedoor.server.pages.NextStep.Kind;
import dev.stagedoor.server.pages.StreamsPage.Day;
import dev.stagedoor.server.pages.StreamsPage.Filter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every page in every state, from made-up data: for rendering tests and for looking at. */
final class SamplePages {
    static final Instant NOW = Instant.parse("2026-11-26T05:50:00Z");
    static final String HOSTILE = "</title><script>alert(1)</script>\"' onload=\"alert(2)";
    static final String LONG_WORD = "Donaudampfschifffahrtsgesellschaftskapitänsfrühgymnastik";
    private static final TimeTeller TIME = new TimeTeller(InstantSource.fixed(NOW), ZoneId.of("Europe/Berlin"));
    private static final String RULES =
            "Cancel up to 2 hours before the start and your tokens come back. If the class never happens, they come back by themselves.";

    private final String assets;

    SamplePages(String assets) {
        this.assets = assets;
    }

    /** A page to render. */
    record Sample(String template, Object page) {}

    Map<String, Sample> all() {
        Map<String, Sample> pages = new LinkedHashMap<>();
        pages.put("streams", new Sample("streams.jte", streams(member(), Filter.ALL, "")));
        pages.put("streams-anonymous", new Sample("streams.jte", streams(anonymous(), Filter.ALL, "")));
        pages.put("streams-found", new Sample("streams.jte", streams(anonymous(), Filter.ALL, "yoga")));
        pages.put("streams-empty", new Sample("streams.jte", noStreams(Filter.ALL, "")));
        pages.put("streams-none-live", new Sample("streams.jte", noStreams(Filter.LIVE, "")));
        pages.put("streams-none-found", new Sample("streams.jte", noStreams(Filter.ALL, LONG_WORD)));
        for (Kind kind : Kind.values()) {
            pages.put("stream-" + step(kind).key(), new Sample("stream.jte", stream(kind)));
        }
        pages.put("stream-hostile", new Sample("stream.jte", hostile()));
        pages.put("watch", new Sample("watch.jte", new WatchPage(member(), live())));
        pages.put("login", new Sample("login.jte", login(false, Form.empty())));
        pages.put("login-wrong", new Sample("login.jte", login(false, wrongLogin())));
        pages.put("signup", new Sample("login.jte", login(true, Form.empty())));
        pages.put(
                "instructor-login",
                new Sample(
                        "instructorLogin.jte",
                        new InstructorLoginPage(anonymous(), true, "", "/instructor/streams", Form.empty())));
        pages.put("instructor-streams", new Sample("instructorStreams.jte", studio()));
        pages.put("instructor-streams-empty", new Sample("instructorStreams.jte", emptyStudio()));
        pages.put("instructor-streams-none", new Sample("instructorStreams.jte", noneFound()));
        pages.put("create", new Sample("streamForm.jte", form(Optional.empty(), typed(), 0)));
        pages.put("create-wrong", new Sample("streamForm.jte", form(Optional.empty(), wrongForm(), 0)));
        pages.put("edit", new Sample("streamForm.jte", form(Optional.of("c3"), typed(), 3)));
        pages.put(
                "broadcast",
                new Sample(
                        "broadcast.jte",
                        new BroadcastPage(coach(), soon(), 12, "http://localhost:8080/whip/c2", "broadcast-key")));
        pages.put("me", new Sample("me.jte", me()));
        pages.put("me-elsewhere", new Sample("me.jte", meElsewhere()));
        pages.put(
                "me-elsewhere-empty",
                new Sample("me.jte", new MePage(anonymous(), List.of(), List.of(), List.of(), true, "")));
        pages.put("me-empty", new Sample("me.jte", new MePage(member(), List.of(), List.of(), List.of(), false, "")));
        new CatalogSamples(this).addTo(pages);
        new OperatorSamples(this).addTo(pages);
        pages.put("confirm", new Sample("confirm.jte", confirm()));
        pages.put("error-404", new Sample("error.jte", notFound()));
        pages.put("error-500", new Sample("error.jte", broken()));
        return pages;
    }

    Frame anonymous() {
        return frame(Optional.empty(), "/streams?q=a&status=live", Optional.empty());
    }

    Frame member() {
        return frame(Optional.of(new Viewer("Ana", Optional.of(100L), false)), "/streams", Optional.empty());
    }

    Frame told(Notice notice) {
        return frame(Optional.of(new Viewer("Ana", Optional.of(80L), false)), "/streams", Optional.of(notice));
    }

    Frame coach() {
        return frame(
                Optional.of(new Viewer("Coach Kim", Optional.of(1240L), true)),
                "/instructor/streams",
                Optional.empty());
    }

    private Frame frame(Optional<Viewer> viewer, String path, Optional<Notice> notice) {
        return new Frame(viewer, "csrf-token", Theme.AUTO, assets, path, notice, NOW, true);
    }

    static When at(Duration fromNow) {
        return TIME.when(NOW.plus(fromNow));
    }

    static StreamCard card(String id, String title, Badge badge, Duration fromNow) {
        return new StreamCard(
                id,
                title,
                "Coach Kim",
                badge,
                at(fromNow),
                "45 min",
                "20 tokens",
                "8 seats left",
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static StreamCard live() {
        return new StreamCard(
                "c1",
                "Morning yoga: wake the spine",
                "Coach Kim",
                Badge.LIVE,
                at(Duration.ofMinutes(-12)),
                "1 h",
                "20 tokens",
                "4 seats left",
                false,
                23,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static StreamCard soon() {
        return card("c2", "Breathing for busy people", Badge.STARTING, Duration.ofMinutes(10));
    }

    private static StreamCard full() {
        return new StreamCard(
                "c5",
                "Strength without machines",
                "Deniz Aydın",
                Badge.SCHEDULED,
                at(Duration.ofHours(26)),
                "1 h 30 min",
                "35 tokens",
                "Full",
                true,
                0,
                Optional.empty(),
                Optional.empty(),
                false);
    }

    private static StreamCard mine() {
        return new StreamCard(
                "c3",
                "Slow flow for tired runners",
                "Coach Kim",
                Badge.SCHEDULED,
                at(Duration.ofHours(12)),
                "45 min",
                "20 tokens",
                "8 seats left",
                false,
                0,
                Optional.empty(),
                Optional.empty(),
                true);
    }

    private StreamsPage streams(Frame frame, Filter filter, String query) {
        return new StreamsPage(
                frame,
                filter,
                query,
                List.of(live()),
                List.of(
                        new Day("Today", List.of(soon(), mine())),
                        new Day(
                                "Tomorrow",
                                List.of(full(), card("c6", LONG_WORD, Badge.SCHEDULED, Duration.ofHours(30)))),
                        new Day(
                                "Monday 30 November",
                                List.of(card("c7", "יוגה לבוקר", Badge.CANCELLED, Duration.ofDays(4))))),
                List.of(
                        card("c8", "Evening stretch", Badge.ENDED, Duration.ofHours(-11)),
                        card("c9", "Core, calmly", Badge.ENDED, Duration.ofDays(-2)),
                        card("c10", "Mobility Monday", Badge.ENDED, Duration.ofDays(-3))),
                "/streams?status=ended&cursor=x");
    }

    private StreamsPage noStreams(Filter filter, String query) {
        return new StreamsPage(anonymous(), filter, query, List.of(), List.of(), List.of(), "");
    }

    static NextStep step(Kind kind) {
        return switch (kind) {
            case SIGN_IN ->
                new NextStep(
                        kind,
                        "Reserve your seat",
                        "Sign in first; it costs nothing to look.",
                        Optional.of(new Button("Sign in to reserve", "/login", false)),
                        Optional.of(new Button("Create an account", "/login?mode=signup", false)));
            case RESERVE ->
                new NextStep(
                        kind,
                        "Reserve your seat",
                        "",
                        Optional.of(new Button("Pay 20 tokens and reserve", "/streams/c2/enroll", true)),
                        Optional.empty());
            case INSUFFICIENT_TOKENS ->
                new NextStep(
                        kind,
                        "15 tokens are missing",
                        "This class costs 20 tokens and you have 5.",
                        Optional.of(new Button("Get tokens", "https://example.com/tokens", false)),
                        Optional.empty());
            case PAYMENT_PENDING ->
                new NextStep(
                        kind,
                        "Your payment is being confirmed",
                        "You do not need to pay again. This page changes by itself.",
                        Optional.empty(),
                        Optional.empty());
            case WAIT ->
                new NextStep(
                        kind,
                        "Your seat is reserved",
                        "The class opens here when the instructor goes live.",
                        Optional.empty(),
                        Optional.empty());
            case WATCH ->
                new NextStep(
                        kind,
                        "Your seat is ready",
                        "",
                        Optional.of(new Button("Watch now", "/streams/c1/watch", false)),
                        Optional.empty());
            case TEACH ->
                new NextStep(
                        kind,
                        "You teach this class",
                        "",
                        Optional.of(new Button("Open the green room", "/instructor/streams/c2/broadcast", false)),
                        Optional.empty());
            case FULL ->
                new NextStep(
                        kind,
                        "This class is full",
                        "All seats are taken. A seat that is given back is shown here at once.",
                        Optional.of(new Button("See other classes", "/streams?status=scheduled", false)),
                        Optional.empty());
            case ENDED ->
                new NextStep(
                        kind,
                        "This class is over",
                        "It cannot be joined any more.",
                        Optional.of(new Button("See upcoming classes", "/streams?status=scheduled", false)),
                        Optional.empty());
            case CANCELLED ->
                new NextStep(
                        kind,
                        "This class was cancelled",
                        "Everybody who paid has their tokens back.",
                        Optional.of(new Button("See upcoming classes", "/streams?status=scheduled", false)),
                        Optional.empty());
        };
    }

    private ClassPage stream(Kind kind) {
        StreamCard stream = switch (kind) {
            case WATCH -> live();
            case FULL -> full();
            case ENDED -> card("c8", "Evening stretch", Badge.ENDED, Duration.ofHours(-11));
            case CANCELLED -> card("c7", "Mobility Monday", Badge.CANCELLED, Duration.ofDays(4));
            default -> soon();
        };
        boolean seat = kind == Kind.WAIT;
        return new ClassPage(
                kind == Kind.SIGN_IN ? anonymous() : kind == Kind.WAIT ? told(Notice.RESERVED) : member(),
                stream,
                List.of(
                        "Ten minutes of arriving, twenty of slow movement, ten of rest. For everybody who sits a lot.",
                        "Bring a mat, a blanket and a glass of water."),
                kind == Kind.RESERVE ? "05:00 GMT" : "",
                step(kind),
                20,
                kind == Kind.SIGN_IN ? Optional.empty() : Optional.of(100L),
                seat,
                RULES,
                seat ? Optional.of("/streams/c2/calendar.ics") : Optional.empty(),
                "key-1");
    }

    private ClassPage hostile() {
        return new ClassPage(
                member(),
                card("x", HOSTILE, Badge.SCHEDULED, Duration.ofHours(3)),
                List.of(HOSTILE),
                HOSTILE,
                new NextStep(
                        Kind.RESERVE,
                        HOSTILE,
                        HOSTILE,
                        Optional.of(new Button(HOSTILE, "/streams/x/enroll", true)),
                        Optional.empty()),
                20,
                Optional.of(1L),
                false,
                HOSTILE,
                Optional.empty(),
                HOSTILE);
    }

    private LoginPage login(boolean signUp, Form form) {
        return new LoginPage(
                anonymous(),
                signUp,
                "/streams/c2?a=b&c=d",
                signUp ? "" : "Sign in to reserve “Breathing for busy people”.",
                form);
    }

    private static Form wrongLogin() {
        return Form.of(Map.of("email", "ana@example.com"))
                .withProblem("E-mail and password do not fit together. Try again, or create an account.");
    }

    private static ClassRow row(
            StreamCard card, String seats, long revenue, int peak, ClassRow.Step step, boolean open) {
        return new ClassRow(
                card.id(),
                card.title(),
                card.badge(),
                card.when(),
                card.length(),
                card.price(),
                seats,
                revenue,
                peak,
                card.badge() == Badge.ENDED ? "Replay until Thu 3 Dec, 18:00 CET" : "",
                card.badge() == Badge.ENDED,
                step,
                open,
                open,
                card.badge() != Badge.LIVE,
                "3 people paid. They get their 60 tokens back and are told.",
                "It disappears from every list. This cannot be undone.");
    }

    private InstructorStreamsPage studio() {
        return new InstructorStreamsPage(
                coach(),
                List.of(
                        row(
                                live(),
                                "16 of 20",
                                320,
                                23,
                                new ClassRow.Step("Back on air", "/instructor/streams/c1/broadcast", true),
                                false),
                        row(
                                soon(),
                                "12 of 20",
                                240,
                                0,
                                new ClassRow.Step("Go to green room", "/instructor/streams/c2/broadcast", true),
                                true),
                        row(
                                mine(),
                                "3",
                                60,
                                0,
                                new ClassRow.Step("Go to green room", "/instructor/streams/c3/broadcast", false),
                                true),
                        row(
                                card("c6", LONG_WORD, Badge.SCHEDULED, Duration.ofHours(30)),
                                "0 of 8",
                                0,
                                0,
                                new ClassRow.Step("Go to green room", "/instructor/streams/c6/broadcast", false),
                                true),
                        row(
                                card("c8", "Evening stretch", Badge.ENDED, Duration.ofHours(-11)),
                                "1,204",
                                24080,
                                1180,
                                new ClassRow.Step("Hold it again", "/instructor/streams/create?from=c8", false),
                                false),
                        row(
                                card("c7", "Mobility Monday", Badge.CANCELLED, Duration.ofDays(-4)),
                                "0 of 20",
                                0,
                                0,
                                new ClassRow.Step("Hold it again", "/instructor/streams/create?from=c7", false),
                                false)),
                new InstructorStreamsPage.Totals(6, 3, 1235, 24700, 1180),
                "",
                "upcoming",
                "");
    }

    private InstructorStreamsPage emptyStudio() {
        return new InstructorStreamsPage(
                coach(), List.of(), new InstructorStreamsPage.Totals(0, 0, 0, 0, 0), "", "upcoming", "");
    }

    private InstructorStreamsPage noneFound() {
        return new InstructorStreamsPage(
                coach(),
                List.of(),
                new InstructorStreamsPage.Totals(6, 3, 1235, 24700, 1180),
                "live",
                "title",
                "zumba");
    }

    private static Form typed() {
        return Form.of(Map.of(
                "title",
                "Breathing for busy people",
                "description",
                "Bring a mat.",
                "date",
                "2026-11-30",
                "time",
                "18:00",
                "zone",
                "Europe/Berlin",
                "durationMinutes",
                "45",
                "priceInTokens",
                "20",
                "capacity",
                "20"));
    }

    private static Form wrongForm() {
        return Form.of(Map.of(
                        "title",
                        "",
                        "date",
                        "2027-03-28",
                        "time",
                        "02:30",
                        "zone",
                        "Europe/Berlin",
                        "durationMinutes",
                        "45",
                        "priceInTokens",
                        "-3"))
                .withErrors(List.of(
                        new Form.Error("title", "Give the class a title."),
                        new Form.Error(
                                "time",
                                "02:30 does not exist on this day: the clocks go forward. Choose 03:00 or later."),
                        new Form.Error("priceInTokens", "The price is a whole number from 0 to 100,000.")));
    }

    private StreamFormPage form(Optional<String> editing, Form form, int paid) {
        return new StreamFormPage(
                coach(),
                editing,
                form,
                List.of("Europe/Berlin", "America/New_York", "Asia/Kolkata"),
                false,
                paid,
                "key-2");
    }

    private MePage me() {
        return new MePage(
                member(),
                List.of(
                        new MePage.Seat(live(), "20 tokens", "Open now"),
                        new MePage.Seat(mine(), "20 tokens", "Reserved")),
                List.of(new MePage.Seat(
                        card("c8", "Evening stretch", Badge.ENDED, Duration.ofHours(-11)), "20 tokens", "Attended")),
                List.of(
                        MePage.Line.own(at(Duration.ofMinutes(-3)), "Seat in “Slow flow for tired runners”", -20, 100),
                        MePage.Line.own(at(Duration.ofHours(-30)), "Back: “Core, calmly” was cancelled", 20, 120),
                        MePage.Line.own(at(Duration.ofDays(-9)), "Welcome gift", 50, 100)),
                false,
                "https://example.com/tokens");
    }

    private MePage meElsewhere() {
        return new MePage(
                member(),
                List.of(new MePage.Seat(mine(), "20 tokens", "Payment is being confirmed")),
                List.of(),
                List.of(
                        line(-3, "Seat in “Slow flow for tired runners”", -20, false, "Being confirmed"),
                        line(-50, "Paid back for “Core, calmly”", 20, false, "On its way"),
                        line(-1_800, "Seat in “" + LONG_WORD + "”", -1_200, false, "Not charged"),
                        line(-3_000, "Paid back for “Evening stretch”", 15, true, "Arrived"),
                        line(-9_000, "Seat in “" + HOSTILE + "”", -15, true, "Paid")),
                true,
                "https://example.com/tokens");
    }

    private static MePage.Line line(int minutes, String why, long amount, boolean counted, String after) {
        return new MePage.Line(at(Duration.ofMinutes(minutes)), why, amount, counted, after);
    }

    private ConfirmPage confirm() {
        return new ConfirmPage(
                coach(),
                "Cancel “Breathing for busy people”?",
                "12 people paid. They get their 240 tokens back and are told.",
                "Cancel the class",
                "/instructor/streams/c2/cancel",
                "/instructor/streams");
    }

    private ProblemPage notFound() {
        return new ProblemPage(
                anonymous(),
                404,
                "This door leads nowhere",
                "The address may be mistyped, or the class was deleted.",
                "See all classes",
                "/streams",
                "");
    }

    private ProblemPage broken() {
        return new ProblemPage(
                member(),
                500,
                "Something broke on our side",
                "Nothing was charged and nothing was lost. Try again in a moment.",
                "Try again",
                "/streams",
                "3f9c2a");
    }
}
