package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.AssetPage;
import dev.stagedoor.core.recording.DeleteResult;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.RecordingProvider;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.core.recording.StoredAsset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link RecordingProvider} promises. Extend it for yours: an adapter is finished when this is green. */
public abstract class RecordingProviderContract {
    private static final RecordingId YOGA = new RecordingId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L));
    private static final UserId ANA = new UserId(new UUID(7, 1));
    private static final UserId BEN = new UserId(new UUID(7, 2));

    private RecordingProvider provider = new FakeRecordings(Instant::now);

    /** For implementations. */
    protected RecordingProviderContract() {}

    /** {@return a provider that keeps nothing yet} */
    protected abstract RecordingProvider emptyProvider();

    /**
     * Makes the local copy of a finished recording, as the recorder leaves it.
     *
     * @param id which recording
     */
    protected abstract void record(RecordingId id);

    /** {@return now, by the provider's clock} */
    protected abstract Instant now();

    @BeforeEach
    void nothingIsKept() {
        provider.close();
        provider = emptyProvider();
    }

    @AfterEach
    void close() {
        provider.close();
    }

    private StoredAsset stored(RecordingId id) {
        record(id);
        return provider.store(id).orElseThrow();
    }

    private ReplayTicket ticket(UserId user, Duration life) {
        return provider.ticket(new ReplayGrant(YOGA, Optional.empty(), user, now().plus(life)));
    }

    @Test
    void has_a_name() {
        assertThat(provider.name()).isNotBlank();
    }

    @Test
    void cannot_store_what_this_node_did_not_record() {
        assertThat(provider.store(YOGA)).isEmpty();
    }

    @Test
    void stores_a_recording_so_that_it_is_there() {
        StoredAsset asset = stored(YOGA);

        assertThat(asset.bytes()).isPositive();
        assertThat(provider.exists(asset.id())).isTrue();
    }

    @Test
    void storing_twice_is_storing_once() {
        StoredAsset first = stored(YOGA);

        assertThat(provider.store(YOGA)).contains(first);
        assertThat(all()).extracting(AssetPage.Found::id).containsExactly(first.id());
    }

    @Test
    void dropping_the_local_copy_leaves_what_is_stored() {
        StoredAsset asset = stored(YOGA);

        provider.dropLocal(YOGA);
        provider.dropLocal(YOGA);

        assertThat(provider.exists(asset.id())).isTrue();
    }

    @Test
    void deletes_once_and_then_says_that_it_had_gone() {
        StoredAsset asset = stored(YOGA);

        assertThat(provider.delete(asset.id())).isInstanceOf(DeleteResult.Deleted.class);
        assertThat(provider.delete(asset.id())).isInstanceOf(DeleteResult.AlreadyGone.class);
        assertThat(provider.exists(asset.id())).isFalse();
    }

    @Test
    void deleting_what_never_was_there_is_success() {
        assertThat(provider.delete(new AssetId("0190a1b2c3d4e5f60718293a4b5c6d7e")))
                .isInstanceOf(DeleteResult.AlreadyGone.class);
    }

    @Test
    void deleting_one_recording_leaves_the_others() {
        StoredAsset gone = stored(YOGA);
        StoredAsset kept = stored(numbered(2));

        provider.delete(gone.id());

        assertThat(provider.exists(kept.id())).isTrue();
    }

    @Test
    void a_ticket_never_outlives_what_the_gate_granted() {
        record(YOGA);

        ReplayTicket ticket = ticket(ANA, Duration.ofMinutes(10));

        assertThat(ticket.expiresAt()).isAfter(now()).isBeforeOrEqualTo(now().plus(Duration.ofMinutes(10)));
        assertThat(ticket.hlsUrl()).isNotNull();
    }

    @Test
    void a_ticket_shows_no_secret_when_it_is_logged() {
        record(YOGA);
        ReplayTicket ticket = ticket(ANA, Duration.ofMinutes(10));

        assertThat(ticket.toString()).doesNotContain(ticket.hlsUrl().toString());
        if (!ticket.token().isEmpty()) {
            assertThat(ticket.toString()).doesNotContain(ticket.token());
        }
    }

    @Test
    void two_people_get_tickets_of_their_own() {
        record(YOGA);

        assertThat(ticket(ANA, Duration.ofMinutes(10))).isNotEqualTo(ticket(BEN, Duration.ofMinutes(11)));
    }

    @Test
    void lists_everything_page_by_page_once() {
        List<AssetId> stored = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> stored(numbered(number)).id())
                .toList();

        assertThat(all()).extracting(AssetPage.Found::id).containsExactlyInAnyOrderElementsOf(stored);
        assertThat(all()).allSatisfy(found -> assertThat(found.createdAt()).isBeforeOrEqualTo(now().plusSeconds(60)));
    }

    private static RecordingId numbered(int number) {
        return new RecordingId(new UUID(YOGA.value().getMostSignificantBits(), 0x8000_0000_0000_0000L + number));
    }

    private List<AssetPage.Found> all() {
        List<AssetPage.Found> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            AssetPage page = provider.list(next, 2);
            found.addAll(page.assets());
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
