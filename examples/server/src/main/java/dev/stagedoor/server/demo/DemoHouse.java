package dev.stagedoor.server.demo;

import dev.stagedoor.core.StreamingPlatform;
import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.SignUp;
import dev.stagedoor.core.accounts.SignUpResult;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.core.tokens.TransferId;
import dev.stagedoor.tokens.LedgerTokenProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** What demo mode puts into an empty database, and the one class that can always go live. */
public final class DemoHouse {

    /** The zone of all demo classes. */
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    private static final Duration SOON = Duration.ofMinutes(30);
    private static final long WELCOME_TOKENS = 50;

    private final Storage storage;
    private final StreamingPlatform platform;
    private final LedgerTokenProvider ledger;
    private final InstantSource clock;
    private final Optional<DemoPast.Shelf> shelf;

    /** A demo on the running platform, whose past has left no recordings. */
    public DemoHouse(Storage storage, StreamingPlatform platform, LedgerTokenProvider ledger, InstantSource clock) {
        this(storage, platform, ledger, clock, Optional.empty());
    }

    private DemoHouse(
            Storage storage,
            StreamingPlatform platform,
            LedgerTokenProvider ledger,
            InstantSource clock,
            Optional<DemoPast.Shelf> shelf) {
        this.storage = storage;
        this.platform = platform;
        this.ledger = ledger;
        this.clock = clock;
        this.shelf = shelf;
    }

    /**
     * @param folder where recordings are made
     * @param provider where they stay
     * @param node who makes them
     * @return the same, with a replay and a workout
     */
    public DemoHouse withRecordings(Path folder, RecordingProvider provider, String node) {
        return new DemoHouse(storage, platform, ledger, clock, Optional.of(new DemoPast.Shelf(folder, provider, node)));
    }

    /** Furnishes an empty database; leaves what is there, and sees to it that one class can go live now. */
    public void furnish() {
        boolean empty =
                platform.accounts().credentials(DemoPeople.COACH.email()).isEmpty();
        UserId coach = person(DemoPeople.COACH);
        UserId ana = person(DemoPeople.ANA);
        person(DemoPeople.BEN);
        if (empty) {
            new DemoPast(storage, shelf, clock).tell(coach, ana);
            planUpcoming(coach);
        }
        planOneForNow(coach);
    }

    /** Plans another class for now where the last one was given or called off. */
    public void refresh() {
        platform.accounts()
                .credentials(DemoPeople.COACH.email())
                .ifPresent(coach -> planOneForNow(coach.user().id()));
    }

    /** Gives a new account its tokens, once. */
    public void welcome(User user) {
        give("welcome", user.id(), WELCOME_TOKENS, "Welcome to the demo");
    }

    private UserId person(DemoPeople person) {
        UserId id = platform.accounts()
                .credentials(person.email())
                .map(Credentials::user)
                .map(User::id)
                .orElseGet(() -> signUp(person));
        if (person.tokens() > 0) {
            give("start", id, person.tokens(), "Tokens to start with");
        }
        return id;
    }

    private UserId signUp(DemoPeople person) {
        Set<Role> roles = person.teaches() ? Set.of(Role.INSTRUCTOR) : Set.of();
        SignUpResult result = platform.accounts()
                .signUp(new SignUp(person.email(), person.displayName(), person.passwordHash(), roles));
        return result.fold(signedUp -> signedUp.user().id(), taken -> person(person), invalid -> {
            throw new IllegalStateException("the demo's own accounts are refused: " + invalid.violations());
        });
    }

    private void give(String why, UserId to, long tokens, String note) {
        ledger.gift(TransferId.fromKey("demo|" + why, to.toString()), to, Tokens.of(tokens), note);
    }

    private void planUpcoming(UserId coach) {
        plan(
                coach,
                draft("Strength for runners", at(0, 19, 30), 45, 15)
                        .description(
                                "Hips, calves and core, with a chair and your own weight. Wear shoes you run in."));
        plan(
                coach,
                draft("Slow evening stretch", at(1, 20, 0), 30, 0)
                        .description("Half an hour on the mat before bed. Free for everybody."));
        plan(
                coach,
                draft("Handstand workshop", at(3, 18, 0), 90, 60)
                        .capacity(12)
                        .description(
                                "Twelve places, a wall, and plenty of time. For people who hold a plank for a minute."));
    }

    private void planOneForNow(UserId coach) {
        boolean ready = platform
                .sessions()
                .listOwn(coach, InstructorQuery.of(StreamQuery.all().limit(StreamQuery.MAX_LIMIT)))
                .streams()
                .stream()
                .anyMatch(entry -> canGoLiveNow(entry.stream()));
        if (!ready) {
            Instant start = clock.instant().plus(Duration.ofMinutes(10)).truncatedTo(ChronoUnit.MINUTES);
            plan(
                    coach,
                    draft("Morning flow", start, 60, 20)
                            .description(
                                    "A gentle hour to wake up: sun salutations, standing poses, a long rest at the end."));
        }
    }

    private boolean canGoLiveNow(StreamSession stream) {
        Instant now = clock.instant();
        return stream.status() == StreamStatus.LIVE
                || (stream.status() == StreamStatus.SCHEDULED
                        && stream.scheduledStart().isBefore(now.plus(SOON))
                        && stream.scheduledEnd().isAfter(now));
    }

    private void plan(UserId coach, StreamDraft draft) {
        platform.sessions().create(coach, draft);
    }

    private static StreamDraft draft(String title, Instant start, int minutes, long price) {
        return StreamDraft.of(title, start)
                .zone(ZONE)
                .duration(Duration.ofMinutes(minutes))
                .price(Tokens.of(price));
    }

    /** The first such local time that lies more than an hour ahead, then so many days later. */
    private Instant at(int days, int hour, int minute) {
        Instant now = clock.instant();
        Instant today = now.atZone(ZONE).with(LocalTime.of(hour, minute)).toInstant();
        Instant next = today.isAfter(now.plus(Duration.ofHours(1)))
                ? today
                : today.atZone(ZONE).plusDays(1).toInstant();
        return next.atZone(ZONE).plusDays(days).toInstant();
    }
}
