package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.Violation;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.InstructorPage;
import dev.stagedoor.core.session.InstructorQuery;
import dev.stagedoor.core.session.SessionResult;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamEdit;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamPage;
import dev.stagedoor.core.session.StreamQuery;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamSessions;
import dev.stagedoor.core.session.StreamStatistics;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What planning and giving classes promises on every storage. */
public abstract class SessionContract {
    private TestPlatform stage = TestPlatform.inMemory().start();
    private UserId coach = new UserId(new UUID(0, 0));

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void openThePlatform() {
        stage = TestPlatform.over(emptyStorage()).start();
        coach = stage.instructor("coach");
    }

    @AfterEach
    void closeThePlatform() {
        stage.close();
    }

    private StreamSessions sessions() {
        return stage.platform().sessions();
    }

    private StreamSession stored(StreamSession stream) {
        return sessions().find(stream.id()).orElseThrow();
    }

    private static StreamDraft draft(String title, Instant start) {
        return StreamDraft.of(title, start);
    }

    @Test
    void a_planned_class_is_found_as_it_was_planned() {
        StreamDraft draft = draft("Morning yoga", TestPlatform.START.plus(Duration.ofDays(1)))
                .description("Slow.\nBring a mat \uD83E\uDDD8")
                .zone(ZoneId.of("Europe/Vienna"))
                .duration(Duration.ofMinutes(45))
                .price(Tokens.of(30))
                .capacity(12);

        StreamSession found = stored(sessions().create(coach, draft).orElseThrow());

        assertThat(StreamDraft.from(found)).usingRecursiveComparison().isEqualTo(draft);
        assertThat(found)
                .returns(StreamStatus.SCHEDULED, StreamSession::status)
                .returns(coach, StreamSession::instructor)
                .returns(TestPlatform.START, StreamSession::createdAt)
                .returns(0, StreamSession::seatsTaken)
                .returns(Optional.empty(), StreamSession::actualStart);
        assertThat(found.seatsLeft()).hasValue(12);
        assertThat(found.liveInputId()).isPresent();
    }

    @Test
    void every_thing_wrong_with_a_draft_is_named_and_nothing_is_planned() {
        StreamDraft draft = draft(" ", TestPlatform.START.minus(Duration.ofDays(1)))
                .description("x".repeat(5_001))
                .duration(Duration.ofSeconds(90))
                .capacity(0);

        assertThat(sessions().create(coach, draft))
                .isInstanceOfSatisfying(
                        SessionResult.Invalid.class,
                        invalid -> assertThat(invalid.violations())
                                .extracting(Violation::field)
                                .containsExactlyInAnyOrder(
                                        "title", "description", "durationMinutes", "capacity", "scheduledStart"));
        assertThat(sessions().browse(StreamQuery.all()).streams()).isEmpty();
    }

    @Test
    void only_instructors_plan_classes() {
        UserId ana = stage.member("ana", 0);

        assertThat(sessions().create(ana, draft("Yoga", TestPlatform.START)))
                .isInstanceOf(SessionResult.NotInstructor.class);
    }

    @Test
    void the_same_id_plans_one_class() {
        StreamId id = StreamId.fromKey(coach.toString(), "key-1");
        StreamDraft draft = draft("Yoga", TestPlatform.START);
        UserId other = stage.instructor("other");

        StreamSession first = sessions().create(id, coach, draft).orElseThrow();
        StreamSession second = sessions().create(id, coach, draft).orElseThrow();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(sessions().browse(StreamQuery.all()).streams()).hasSize(1);
        assertThat(sessions().create(id, other, draft)).isEqualTo(new SessionResult.IdConflict(id));
    }

    @Test
    void a_class_goes_live_and_ends_and_the_end_fixes_two_dates() {
        StreamSession yoga = stage.plannedClass(coach, 0, it -> it.zone(ZoneId.of("Europe/Vienna")));
        assertThat(sessions().start(coach, yoga.id())).isInstanceOf(SessionResult.Done.class);
        assertThat(stored(yoga).actualStart()).contains(TestPlatform.START);
        stage.clock().advance(Duration.ofMinutes(50));
        Instant end = stage.clock().instant();

        sessions().end(coach, yoga.id());

        assertThat(stored(yoga))
                .returns(StreamStatus.ENDED, StreamSession::status)
                .returns(Optional.of(end), StreamSession::actualEnd)
                .returns(Optional.of(end.plus(Duration.ofHours(168))), StreamSession::recordingExpiresAt)
                .returns(Optional.of(Instant.parse("2026-05-02T08:50:00Z")), StreamSession::migrationScheduledAt);
    }

    @Test
    void illegal_moves_are_refused_and_change_nothing() {
        StreamSession planned = stage.plannedClass(coach, 0);
        StreamSession ended = stage.plannedClass(coach, 0);
        sessions().start(coach, ended.id());
        sessions().end(coach, ended.id());
        StreamSession cancelled = stage.plannedClass(coach, 0);
        sessions().cancel(coach, cancelled.id());
        StreamSession live = stage.plannedClass(coach, 0);
        sessions().start(coach, live.id());

        refuses(planned, "end", () -> sessions().end(coach, planned.id()));
        refuses(live, "start", () -> sessions().start(coach, live.id()));
        refuses(live, "delete", () -> sessions().delete(coach, live.id(), true));
        refuses(ended, "start", () -> sessions().start(coach, ended.id()));
        refuses(ended, "end", () -> sessions().end(coach, ended.id()));
        refuses(ended, "cancel", () -> sessions().cancel(coach, ended.id()));
        refuses(cancelled, "start", () -> sessions().start(coach, cancelled.id()));
        refuses(cancelled, "cancel", () -> sessions().cancel(coach, cancelled.id()));
        refuses(cancelled, "edit", () -> sessions().edit(coach, cancelled.id(), draft -> draft.title("New")));
    }

    private void refuses(StreamSession stream, String command, Supplier<SessionResult> move) {
        StreamSession before = stored(stream);
        assertThat(move.get()).isEqualTo(new SessionResult.IllegalMove(before.status(), command));
        assertThat(stored(stream)).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void nobody_touches_a_class_of_somebody_else() {
        StreamSession yoga = stage.plannedClass(coach, 0);
        UserId other = stage.instructor("other");
        StreamEdit edit = draft -> draft.title("Mine");
        StreamId id = yoga.id();

        assertThat(List.of(
                        sessions().edit(other, id, edit),
                        sessions().start(other, id),
                        sessions().end(other, id),
                        sessions().cancel(other, id),
                        sessions().delete(other, id, true),
                        sessions().duplicate(new StreamId(UUID.randomUUID()), other, id)))
                .containsOnly(new SessionResult.NotOwner(id));
        assertThat(sessions().broadcast(other, id)).isInstanceOf(BroadcastResult.NotOwner.class);
        assertThat(stored(yoga).title()).isEqualTo("Morning yoga");
    }

    @Test
    void a_class_that_is_not_there_is_said_to_be_not_there() {
        StreamId nothing = new StreamId(UUID.randomUUID());

        assertThat(sessions().start(coach, nothing)).isEqualTo(new SessionResult.NotFound(nothing));
        assertThat(sessions().broadcast(coach, nothing)).isInstanceOf(BroadcastResult.NotFound.class);
        assertThat(sessions().statistics(nothing)).isEmpty();
    }

    @Test
    void a_planned_class_changes_in_everything_and_a_live_one_only_in_words() {
        StreamSession yoga = stage.plannedClass(coach, 10);
        Instant later = yoga.scheduledStart().plus(Duration.ofHours(2));

        StreamSession edited = sessions()
                .edit(
                        coach,
                        yoga.id(),
                        draft -> draft.title("Evening yoga")
                                .scheduledStart(later)
                                .price(Tokens.of(20))
                                .capacity(5))
                .orElseThrow();
        sessions().start(coach, yoga.id());

        assertThat(edited)
                .returns("Evening yoga", StreamSession::title)
                .returns(later, StreamSession::scheduledStart)
                .returns(Tokens.of(20), StreamSession::price);
        assertThat(sessions().edit(coach, yoga.id(), draft -> draft.price(Tokens.of(1))))
                .isEqualTo(new SessionResult.IllegalMove(StreamStatus.LIVE, "edit"));
        assertThat(sessions().edit(coach, yoga.id(), draft -> draft.description("Now live")))
                .isInstanceOf(SessionResult.Done.class);
    }

    @Test
    void capacity_does_not_fall_below_the_seats_taken() {
        StreamSession yoga = stage.plannedClass(coach, 0, draft -> draft.capacity(5));
        stage.enroll(stage.member("ana", 0), yoga.id());
        stage.enroll(stage.member("ben", 0), yoga.id());

        assertThat(sessions().edit(coach, yoga.id(), draft -> draft.capacity(1)))
                .isInstanceOf(SessionResult.Invalid.class);
        assertThat(sessions().edit(coach, yoga.id(), draft -> draft.capacity(2)))
                .isInstanceOf(SessionResult.Done.class);
        assertThat(sessions()
                        .edit(coach, yoga.id(), StreamDraft::unlimited)
                        .orElseThrow()
                        .capacity())
                .isEmpty();
    }

    @Test
    void a_copy_comes_at_the_same_local_time_in_a_week_that_is_not_past_even_over_a_clock_change() {
        Instant start = Instant.parse("2026-03-26T17:00:00Z");
        StreamSession yoga = stage.plannedClass(
                coach, 7, draft -> draft.scheduledStart(start).zone(ZoneId.of("Europe/Vienna")));
        stage.enroll(stage.member("ana", 7), yoga.id());

        StreamSession copy = sessions()
                .duplicate(new StreamId(UUID.randomUUID()), coach, yoga.id())
                .orElseThrow();

        assertThat(copy.scheduledStart()).isEqualTo(Instant.parse("2026-04-02T16:00:00Z"));
        assertThat(copy).returns(yoga.title(), StreamSession::title).returns(0, StreamSession::seatsTaken);
    }

    @Test
    void the_owner_learns_where_to_publish_until_the_class_is_over() {
        StreamSession yoga = stage.plannedClass(coach, 0);

        assertThat(sessions().broadcast(coach, yoga.id())).isInstanceOf(BroadcastResult.Ready.class);
        sessions().start(coach, yoga.id());
        sessions().end(coach, yoga.id());
        assertThat(sessions().broadcast(coach, yoga.id())).isEqualTo(new BroadcastResult.Closed(StreamStatus.ENDED));
    }

    @Test
    void everybody_sees_live_then_upcoming_then_past_and_pages_hold_each_class_once() {
        List<StreamSession> planned = IntStream.range(0, 9)
                .mapToObj(n -> stage.plannedClass(
                        coach, 0, draft -> draft.scheduledStart(TestPlatform.START.plus(Duration.ofHours(n / 2)))))
                .toList();
        sessions().start(coach, planned.get(4).id());
        end(planned.get(0));
        end(planned.get(2));
        sessions().cancel(coach, planned.get(8).id());

        List<StreamStatus> statuses = new ArrayList<>();
        List<StreamId> ids = new ArrayList<>();
        StreamQuery query = StreamQuery.all().limit(2);
        Optional<StreamQuery> next = Optional.of(query);
        while (next.isPresent()) {
            StreamPage page = sessions().browse(next.get());
            page.streams().forEach(stream -> {
                statuses.add(stream.status());
                ids.add(stream.id());
            });
            next = page.nextCursor().map(query::after);
        }

        assertThat(ids).doesNotHaveDuplicates().hasSize(8);
        assertThat(statuses)
                .containsExactly(
                        StreamStatus.LIVE,
                        StreamStatus.SCHEDULED,
                        StreamStatus.SCHEDULED,
                        StreamStatus.SCHEDULED,
                        StreamStatus.SCHEDULED,
                        StreamStatus.SCHEDULED,
                        StreamStatus.ENDED,
                        StreamStatus.ENDED);
        assertThat(ids.subList(6, 8))
                .containsExactly(planned.get(2).id(), planned.get(0).id());
    }

    private void end(StreamSession stream) {
        sessions().start(coach, stream.id());
        sessions().end(coach, stream.id());
    }

    @Test
    void search_takes_every_character_as_it_is_and_no_case() {
        StreamSession yoga = stage.plannedClass(coach, 0, draft -> draft.title("100% Yoga_flow!"));
        stage.plannedClass(coach, 0, draft -> draft.title("Pilates"));

        for (String text : List.of("yoga", "YOGA", "100%", "a_f", "flow!", " Yoga ")) {
            assertThat(sessions().browse(StreamQuery.all().text(text)).streams())
                    .as(text)
                    .extracting(StreamSession::id)
                    .containsExactly(yoga.id());
        }
        assertThat(sessions().browse(StreamQuery.all().text("%' OR 1=1 --")).streams())
                .isEmpty();
    }

    @Test
    void a_cursor_that_we_never_gave_shows_the_first_page() {
        stage.plannedClass(coach, 0);

        for (String cursor : List.of("", "x", "9_9_9", "-1_0_" + UUID.randomUUID(), "0_999999999999999999999_x")) {
            assertThat(sessions().browse(StreamQuery.all().after(cursor)).streams())
                    .as(cursor)
                    .hasSize(1);
        }
    }

    @Test
    void an_instructor_sees_own_classes_of_every_state_with_figures() {
        StreamSession yoga = stage.plannedClass(coach, 30);
        stage.enroll(stage.member("ana", 100), yoga.id());
        stage.enroll(stage.member("ben", 100), yoga.id());
        UserId cleo = stage.member("cleo", 100);
        stage.enroll(cleo, yoga.id());
        stage.platform().enrollments().cancel(cleo, yoga.id());
        StreamSession cancelled = stage.plannedClass(coach, 0);
        sessions().cancel(coach, cancelled.id());
        stage.plannedClass(stage.instructor("other"), 0);

        InstructorPage page = sessions().listOwn(coach, InstructorQuery.all());

        assertThat(page.streams()).extracting(entry -> entry.stream().id()).containsExactly(yoga.id(), cancelled.id());
        assertThat(page.streams().get(0).statistics()).isEqualTo(new StreamStatistics(2, Tokens.of(60), 0));
        assertThat(sessions()
                        .listOwn(coach, InstructorQuery.of(StreamQuery.all().status(StreamStatus.CANCELLED)))
                        .streams())
                .hasSize(1);
    }

    @Test
    void two_hands_that_start_a_class_at_once_start_it_once() {
        StreamSession yoga = stage.plannedClass(coach, 0);

        List<SessionResult> results = AtOnce.callAll(List.of(
                () -> sessions().start(coach, yoga.id()), () -> sessions().start(coach, yoga.id())));

        assertThat(results.stream().filter(SessionResult.Done.class::isInstance))
                .hasSize(1);
    }
}
