package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.Recording;
import dev.stagedoor.core.recording.RecordingFacts;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingState;
import dev.stagedoor.core.retention.PopularityPolicy;
import dev.stagedoor.core.retention.RetentionEntry;
import dev.stagedoor.core.retention.RetentionEntry.Action;
import dev.stagedoor.core.retention.RetentionPolicy;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Two years of classes in several zones, swept every day by two nodes, over every clock change: nothing ends early, nothing late, nothing twice. For
 * implementations of {@link Storage}.
 */
public abstract class TwoYearsContract {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 731;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("UTC"));
    private static final RecordingFacts FACTS =
            new RecordingFacts(Duration.ofMinutes(50), 1_000, 1280, 720, "H264", "opus", 0);
    private static final RetentionPolicy POLICY =
            RetentionPolicy.DEFAULT.withPopularity(PopularityPolicy.atLeast(1, 0));

    /** For implementations. */
    protected TwoYearsContract() {}

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    /** {@return how many days lie between two classes, at least 1} */
    protected int daysBetweenClasses() {
        return 1;
    }

    /**
     * A class that was given.
     *
     * @param stream as it ended
     * @param sold whether somebody had a seat, and so whether it qualifies
     */
    private record Given(StreamSession stream, boolean sold) {
        /** Seven times 24 hours, whatever clocks do. */
        Instant replayEnds() {
            return end().plusSeconds(7 * 24 * 3600);
        }

        /** The same local time two calendar months later. */
        Instant migrates() {
            return end().atZone(stream.zone()).plusMonths(2).toInstant();
        }

        Instant end() {
            return stream.actualEnd().orElseThrow();
        }
    }

    private TestPlatform one = TestPlatform.inMemory().start();
    private TestPlatform other = one;
    private UserId coach = new UserId(new UUID(0, 1));
    private UserId ana = coach;
    private final List<Given> given = new ArrayList<>();

    private void twoNodes() {
        one.close();
        Storage storage = emptyStorage();
        one = TestPlatform.over(storage)
                .with(it -> it.retention(POLICY).node("one"))
                .start();
        other = TestPlatform.over(storage)
                .seed(2)
                .with(it -> it.retention(POLICY).node("other").recordings(one.fakeRecordings()))
                .start();
        at(BEGIN);
        coach = one.instructor("coach");
        ana = one.member("ana", 0);
    }

    private void at(Instant when) {
        one.clock().set(when);
        other.clock().set(when);
    }

    /** A class of the evening, late enough to end on the next day in its zone now and then. */
    private void give(LocalDate day, ZoneId zone, boolean sold) {
        Instant start = day.atTime(LocalTime.of(23, 30)).atZone(zone).toInstant();
        at(start.minusSeconds(3600));
        StreamSession planned = one.plannedClass(
                coach, 0, draft -> draft.scheduledStart(start).zone(zone).duration(Duration.ofMinutes(50)));
        if (sold) {
            one.enroll(ana, planned.id());
        }
        at(start);
        one.platform().sessions().start(coach, planned.id());
        Recording recording = one.platform().recordings().begin(planned.id()).orElseThrow();
        one.fakeRecordings().recorded(recording.id());
        at(start.plus(Duration.ofMinutes(50)));
        one.platform().sessions().end(coach, planned.id());
        one.platform().recordings().finished(recording.id(), FACTS);
        one.platform().recordings().storeOnce(10);
        given.add(new Given(one.platform().sessions().find(planned.id()).orElseThrow(), sold));
    }

    private void sweep() {
        one.platform().retention().cleanup(500);
        other.platform().retention().cleanup(500);
        other.platform().retention().migrate(500);
        one.platform().retention().migrate(500);
    }

    private Recording recording(Given it) {
        return one.platform().recordings().forStream(it.stream().id()).orElseThrow();
    }

    @Test
    void two_years_of_classes_in_several_zones_end_on_time_and_once() {
        twoNodes();
        LocalDate first = LocalDate.of(2026, 1, 2);
        for (int day = 0; day < DAYS; day++) {
            if (day % daysBetweenClasses() == 0) {
                int number = day / daysBetweenClasses();
                give(first.plusDays(day), ZONES.get(number % ZONES.size()), number % 3 != 0);
            }
            at(BEGIN.plus(Duration.ofDays(day + 3L)));
            sweep();
            aroundTheBoundaries(one.clock().instant());
        }
        at(BEGIN.plus(Duration.ofDays(DAYS + 100)));
        sweep();
        nothingIsLeftAndNothingWasDoneTwice();
    }

    /** A moment at which something has to end. */
    private record Boundary(Instant at, Given of, boolean replay) {}

    /** A second before and at each boundary of today, in order of time, with a sweep on both sides. */
    private void aroundTheBoundaries(Instant now) {
        Instant tomorrow = now.plus(Duration.ofDays(1));
        List<Boundary> today = new ArrayList<>();
        for (Given it : given) {
            today.add(new Boundary(it.replayEnds(), it, true));
            if (it.sold()) {
                today.add(new Boundary(it.migrates(), it, false));
            }
        }
        today.stream()
                .filter(it -> !it.at().isBefore(now) && it.at().isBefore(tomorrow))
                .collect(Collectors.groupingBy(Boundary::at, TreeMap::new, Collectors.toList()))
                .forEach(this::around);
    }

    private void around(Instant moment, List<Boundary> boundaries) {
        at(moment.minusSeconds(1));
        sweep();
        boundaries.forEach(this::isEarly);
        at(moment);
        boundaries.forEach(it -> assertThat(mayReplay(it.of()))
                .as("on time, before any sweep: %s", it)
                .isFalse());
        sweep();
        boundaries.forEach(this::isOver);
    }

    private void isEarly(Boundary it) {
        Given of = it.of();
        assertThat(recording(of).state())
                .as("a second early: %s", it)
                .isEqualTo(it.replay() ? RecordingState.READY : RecordingState.RETAINED);
        assertThat(mayReplay(of)).as("a second early: %s", it).isEqualTo(it.replay() && of.sold());
    }

    private void isOver(Boundary it) {
        Given of = it.of();
        RecordingState kept = it.replay() ? RecordingState.RETAINED : RecordingState.MIGRATED;
        assertThat(recording(of).state()).as("on time: %s", it).isEqualTo(of.sold() ? kept : RecordingState.DELETED);
    }

    private boolean mayReplay(Given it) {
        return one.platform().explainAccess(ana, it.stream().id()).verdict() == Verdict.WATCH_REPLAY;
    }

    private void nothingIsLeftAndNothingWasDoneTwice() {
        long sold = given.stream().filter(Given::sold).count();
        assertThat(given)
                .allSatisfy(it -> assertThat(recording(it).state())
                        .isEqualTo(it.sold() ? RecordingState.MIGRATED : RecordingState.DELETED));
        List<Action> log = one.platform().retention().log(10_000).stream()
                .map(RetentionEntry::action)
                .toList();
        assertThat(log.stream().filter(Action.MIGRATED::equals)).hasSize((int) sold);
        assertThat(log.stream().filter(Action.DELETED::equals)).hasSize(given.size() - (int) sold);
        assertThat(one.fakeRecordings().deletions()).doesNotHaveDuplicates().hasSize(given.size() - (int) sold);
        assertThat(one.fakeRecordings().assets()).hasSize((int) sold);
        int workouts = 0;
        Optional<String> cursor = Optional.empty();
        do {
            var page = one.platform().catalog().browse("", cursor, 100);
            workouts += page.workouts().size();
            cursor = page.nextCursor();
        } while (cursor.isPresent());
        assertThat(workouts).isEqualTo((int) sold);
    }

    @Test
    void a_node_that_was_paused_over_a_deletion_and_wakes_late_changes_nothing_any_more() {
        twoNodes();
        give(LocalDate.of(2026, 3, 28), ZoneId.of("Europe/Berlin"), false);
        Given yoga = given.get(0);
        at(yoga.replayEnds());
        // the paused node has taken the deletion: that is written down, and nothing else happened
        one.storage().inTransaction(work -> {
            Recording condemned =
                    work.recordings().lock(recordingId(work)).orElseThrow().deleting(yoga.replayEnds());
            work.recordings().update(condemned);
            return condemned;
        });
        one.storage()
                .inTransaction(work -> work.recordings()
                        .claimDeleting(yoga.replayEnds(), yoga.replayEnds().plusSeconds(300), 10));

        other.platform().retention().cleanup(10);
        assertThat(recording(yoga).state()).as("within the lease").isEqualTo(RecordingState.DELETING);
        at(yoga.replayEnds().plusSeconds(300));
        other.platform().retention().cleanup(10);
        assertThat(recording(yoga).state()).as("after the lease").isEqualTo(RecordingState.DELETED);

        one.platform().retention().cleanup(10);
        assertThat(one.fakeRecordings().deletions()).hasSize(1);
        assertThat(one.platform().retention().log(10).stream().filter(it -> it.action() == Action.DELETED))
                .hasSize(1);
    }

    private static RecordingId recordingId(UnitOfWork work) {
        return work.recordings().listStored(Optional.empty(), 10).get(0).id();
    }
}
