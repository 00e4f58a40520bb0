package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stagedoor.core.accounts.Credentials;
import dev.stagedoor.core.accounts.Role;
import dev.stagedoor.core.accounts.User;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.notice.Notice;
import dev.stagedoor.core.notice.NoticeId;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.storage.ConcurrentChangeException;
import dev.stagedoor.core.storage.NoticeStore.Claimed;
import dev.stagedoor.core.storage.Storage;
import dev.stagedoor.core.storage.StreamStore;
import dev.stagedoor.core.storage.UnitOfWork;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link Storage} promises beside what the contracts of the rooms already ask of it. */
public abstract class StorageContract {
    private static final Instant NOW = TestPlatform.START;

    private Storage storage = new InMemoryStorage();

    /** {@return an empty storage} */
    protected abstract Storage emptyStorage();

    @BeforeEach
    void open() {
        storage = emptyStorage();
    }

    private <T> T tx(Function<UnitOfWork, T> work) {
        return storage.inTransaction(work);
    }

    private static User user(int number, String email) {
        return new User(
                new UserId(new UUID(1, number)), email, "Name \uD83D\uDE42 " + number, Set.of(Role.MEMBER), NOW);
    }

    private boolean insert(User user) {
        return tx(work -> work.accounts().insert(user, Optional.of("hash")));
    }

    private StreamSession insertClass(Instant start) {
        StreamSession stream = StreamSession.planned(
                        new StreamId(UUID.randomUUID()), new UserId(new UUID(1, 1)), StreamDraft.of("Yoga", start), NOW)
                .build();
        tx(work -> work.streams().insert(stream));
        return stream;
    }

    private Optional<StreamSession> found(StreamSession stream) {
        return tx(work -> work.streams().find(stream.id()));
    }

    private Optional<Credentials> credentials(String email) {
        return tx(work -> work.accounts().credentials(email));
    }

    private boolean changeHash(int number) {
        return tx(work -> work.accounts().changePasswordHash(new UserId(new UUID(1, number)), "new"));
    }

    @Test
    void it_is_alive() {
        storage.ping();
    }

    @Test
    void what_throws_has_changed_nothing_and_is_thrown_on() {
        IllegalStateException fault = new IllegalStateException("in the middle");

        assertThatThrownBy(() -> tx(work -> {
                    work.accounts().insert(user(1, "ana@example.com"), Optional.empty());
                    throw fault;
                }))
                .isSameAs(fault);
        assertThat(insert(user(1, "ana@example.com"))).isTrue();
    }

    @Test
    void a_unit_of_work_that_wants_no_effect_has_none_and_still_answers() {
        List<String> after = new ArrayList<>();

        String answer = tx(work -> {
            work.accounts().insert(user(1, "ana@example.com"), Optional.empty());
            work.afterCommit(() -> after.add("told"));
            work.rollbackOnly();
            return "answer";
        });

        assertThat(answer).isEqualTo("answer");
        assertThat(after).isEmpty();
        Optional<User> nobody = tx(work -> work.accounts().find(new UserId(new UUID(1, 1))));
        assertThat(nobody).isEmpty();
    }

    @Test
    void a_unit_of_work_that_finds_a_change_is_run_again_and_tells_once() {
        List<String> after = new ArrayList<>();
        int[] runs = {0};

        tx(work -> {
            work.afterCommit(() -> after.add("told"));
            if (++runs[0] < 3) {
                throw new ConcurrentChangeException("as if");
            }
            return runs;
        });

        assertThat(runs[0]).isEqualTo(3);
        assertThat(after).containsExactly("told");
    }

    @Test
    void an_address_is_used_once_whatever_the_case_of_its_letters() {
        assertThat(insert(user(1, "Ana.INGRID@Example.com"))).isTrue();
        assertThat(insert(user(2, "ana.ingrid@example.COM"))).isFalse();
        assertThat(insert(user(1, "other@example.com"))).isFalse();

        Optional<Credentials> found = tx(work -> work.accounts().credentials("ANA.ingrid@example.com"));
        assertThat(found.map(Credentials::user)).contains(user(1, "Ana.INGRID@Example.com"));
        assertThat(found.map(Credentials::passwordHash)).contains("hash");
    }

    @Test
    void people_who_sign_up_at_once_with_one_address_get_one_account() {
        List<Callable<Boolean>> hands = IntStream.range(0, 6)
                .<Callable<Boolean>>mapToObj(n -> () -> insert(user(n, "ana@example.com")))
                .toList();

        assertThat(AtOnce.callAll(hands).stream().filter(inserted -> inserted)).hasSize(1);
    }

    @Test
    void who_signs_in_elsewhere_has_no_password_here() {
        tx(work -> work.accounts().insert(user(1, "ana@example.com"), Optional.empty()));

        assertThat(credentials("ana@example.com")).isEmpty();
        assertThat(changeHash(1)).isTrue();
        assertThat(changeHash(2)).isFalse();
        assertThat(credentials("ana@example.com")).isPresent();
    }

    @Test
    void instants_far_away_and_on_clock_changes_come_back_as_they_were() {
        for (String text : List.of(
                "2026-03-29T00:59:59.999Z",
                "2026-03-29T01:00:00Z",
                "2026-10-25T00:30:00Z",
                "2026-10-25T01:30:00Z",
                "2999-12-31T23:59:59.999Z",
                "1970-01-01T00:00:00Z")) {
            StreamSession stream = insertClass(Instant.parse(text));

            assertThat(found(stream).orElseThrow().scheduledStart()).isEqualTo(Instant.parse(text));
        }
    }

    @Test
    void a_stale_class_overwrites_nothing() {
        StreamSession stream = insertClass(NOW);
        tx(work -> work.streams().update(stream.toBuilder().title("First").build()));

        assertThatThrownBy(() -> tx(work ->
                        work.streams().update(stream.toBuilder().title("Second").build())))
                .isInstanceOf(ConcurrentChangeException.class);
        assertThat(found(stream).orElseThrow().title()).isEqualTo("First");
    }

    @Test
    void no_seat_is_counted_in_a_class_that_changed_since_it_was_read() {
        StreamSession stream = insertClass(NOW);
        tx(work -> work.streams().update(stream.toBuilder().price(Tokens.of(99)).build()));

        StreamStore.SeatTaken taken = tx(work -> work.streams().takeSeat(stream.id(), stream.version()));

        assertThat(taken).isEqualTo(StreamStore.SeatTaken.CHANGED);
        assertThat(found(stream).orElseThrow().seatsTaken()).isZero();
    }

    @Test
    void a_deleted_class_is_found_by_nothing_and_its_id_stays_taken() {
        StreamSession stream = insertClass(NOW);
        tx(work -> {
            work.streams().delete(stream.id());
            return stream;
        });

        assertThat(found(stream)).isEmpty();
        Optional<StreamSession> locked = tx(work -> work.streams().lock(stream.id()));
        assertThat(locked).isEmpty();
        boolean inserted = tx(work -> work.streams().insert(stream));
        assertThat(inserted).isFalse();
    }

    private Notice notice(int number) {
        Map<String, String> details = Map.of("tokens", "30", "odd & = %", "a=b&c\nd \u00fc");
        Notice notice = new Notice(
                new NoticeId(new UUID(6, number)),
                Notice.Kind.RECEIPT,
                new UserId(new UUID(1, 1)),
                Optional.empty(),
                details,
                NOW.plusSeconds(number));
        tx(work -> {
            work.notices().insert(notice);
            return notice;
        });
        return notice;
    }

    private List<Claimed> claim(Instant now, int limit) {
        return tx(work -> work.notices().claim(now, now.plus(Duration.ofMinutes(5)), limit));
    }

    @Test
    void a_message_is_taken_once_until_its_lease_ends_and_never_after_it_was_delivered() {
        Notice first = notice(1);
        Notice second = notice(2);

        assertThat(claim(NOW, 10)).isEmpty();
        assertThat(claim(NOW.plusSeconds(5), 1)).containsExactly(new Claimed(first, 1));
        assertThat(claim(NOW.plusSeconds(5), 10)).containsExactly(new Claimed(second, 1));
        assertThat(claim(NOW.plusSeconds(6), 10)).isEmpty();
        tx(work -> {
            work.notices().delivered(first.id(), NOW);
            work.notices().postpone(second.id(), NOW.plusSeconds(10));
            return work;
        });
        assertThat(claim(NOW.plusSeconds(9), 10)).isEmpty();
        assertThat(claim(NOW.plusSeconds(600), 10)).containsExactly(new Claimed(second, 2));
    }

    @Test
    void senders_that_claim_at_once_never_get_the_same_message() {
        IntStream.range(0, 20).forEach(this::notice);
        List<Callable<List<Claimed>>> senders = IntStream.range(0, 4)
                .<Callable<List<Claimed>>>mapToObj(n -> () -> claim(NOW.plusSeconds(60), 7))
                .toList();

        List<NoticeId> taken = AtOnce.callAll(senders).stream()
                .flatMap(List::stream)
                .map(claimed -> claimed.notice().id())
                .toList();

        assertThat(taken).doesNotHaveDuplicates().isNotEmpty();
    }
}
