package dev.stagedoor.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputId;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.MediaCapabilities;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.session.StreamId;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a {@link LiveInputProvider} promises. What it declares itself unable to do shows as aborted, not as passed. */
public abstract class LiveInputProviderContract {
    private static final Duration LIFETIME = Duration.ofMinutes(2);

    private final SettableClock clock = new SettableClock(TestPlatform.START);
    private final List<LiveInputEvent> events = new CopyOnWriteArrayList<>();
    private final StreamId yoga = new StreamId(new UUID(2, 1));
    private final StreamId pilates = new StreamId(new UUID(2, 2));
    private final UserId ana = new UserId(new UUID(1, 1));
    private final UserId ben = new UserId(new UUID(1, 2));
    private @Nullable LiveInputProvider provider;

    /**
     * @param time the provider's clock
     * @return a provider that has no live inputs
     */
    protected abstract LiveInputProvider provider(SettableClock time);

    /**
     * Tries to publish, as far as being let in: for WHIP, whether the offer is answered.
     *
     * @param provider the provider
     * @param liveInput where, with which key
     * @return whether it was let in
     */
    protected abstract boolean publish(LiveInputProvider provider, LiveInput liveInput);

    /**
     * Tries to watch, as far as being let in: for WHEP, whether the offer is answered.
     *
     * @param provider the provider
     * @param ticket the device's ticket
     * @return whether it was let in
     */
    protected abstract boolean watch(LiveInputProvider provider, WatchTicket ticket);

    /**
     * {@return what keeps others from publishing: the bearer, unless a provider hides it in the address}
     *
     * @param liveInput where
     */
    protected String key(LiveInput liveInput) {
        return liveInput.bearer();
    }

    /**
     * Forges a key.
     *
     * @param liveInput where
     * @param key another one
     * @return the same place with that key
     */
    protected LiveInput withKey(LiveInput liveInput, String key) {
        return new LiveInput(liveInput.id(), liveInput.whipUrl(), key);
    }

    /**
     * {@return what lets a device watch: the token, unless a provider hides it in the address}
     *
     * @param ticket a device's
     */
    protected String token(WatchTicket ticket) {
        return ticket.token();
    }

    /**
     * Forges a token.
     *
     * @param ticket a device's
     * @param token another one, may be empty
     * @return the same ticket with that token
     */
    protected WatchTicket withToken(WatchTicket ticket, String token) {
        return new WatchTicket(ticket.whepUrl(), token, ticket.expiresAt());
    }

    @BeforeEach
    void connect() {
        provider = provider(clock);
        live().connect(events::add);
    }

    @AfterEach
    void closeTwice() {
        live().close();
        live().close();
    }

    private LiveInputProvider live() {
        return Objects.requireNonNull(provider);
    }

    private LiveInput create(StreamId stream) {
        return live().create(new LiveInputSpec(stream, "Morning yoga"));
    }

    private WatchGrant grant(LiveInput input, UserId user, int device) {
        return new WatchGrant(
                yoga,
                input.id(),
                user,
                new ViewerSessionId(new UUID(4, device)),
                clock.instant().plus(LIFETIME));
    }

    private WatchTicket ticket(LiveInput input, UserId user, int device) {
        return live().ticket(grant(input, user, device));
    }

    private LiveInput broadcasting() {
        LiveInput input = create(yoga);
        assertThat(publish(live(), input)).isTrue();
        return input;
    }

    /** Where the key is the address, another input's key is that input. */
    private boolean opensOf(LiveInput input, String key) {
        LiveInput foreign = withKey(input, key);
        return foreign.whipUrl().equals(input.whipUrl()) && publish(live(), foreign);
    }

    private void needs(boolean capability, String name) {
        assumeTrue(capability, () -> live().name() + " does not declare " + name);
    }

    private MediaCapabilities can() {
        return live().capabilities();
    }

    @Test
    void nothing_is_sent_to_an_input_that_nobody_publishes_to_any_more() {
        LiveInput input = create(yoga);
        assertThat(live().broadcasting()).isEmpty();
        publish(live(), input);
        live().endBroadcast(input.id());
        assertThat(live().broadcasting()).isEmpty();
    }

    @Test
    void a_live_input_made_twice_is_one_with_the_same_key() {
        LiveInput first = create(yoga);

        assertThat(create(yoga)).isEqualTo(first);
        assertThat(live().find(first.id())).contains(first);
        assertThat(create(pilates).id()).isNotEqualTo(first.id());
        assertThat(key(create(pilates))).isNotEqualTo(key(first));
    }

    @Test
    void secrets_stay_out_of_logs() {
        LiveInput input = create(yoga);
        WatchTicket ticket = ticket(input, ana, 1);

        assertThat(input.toString()).doesNotContain(key(input));
        assertThat(token(ticket).isEmpty() || !ticket.toString().contains(token(ticket)))
                .isTrue();
    }

    @Test
    void what_is_not_there_is_left_alone() {
        LiveInputId nothing = new LiveInputId(UUID.randomUUID().toString());

        assertThat(live().find(nothing)).isEmpty();
        live().enable(nothing, false);
        live().endBroadcast(nothing);
        live().delete(nothing);
        live().revokeViewer(yoga, new ViewerSessionId(new UUID(4, 9)));
        live().revokeUser(yoga, ana);
        assertThat(live().find(nothing)).isEmpty();
    }

    @Test
    void only_the_key_opens_the_input_for_publishing() {
        LiveInput input = create(yoga);

        assertThat(publish(live(), withKey(input, "forged"))).isFalse();
        assertThat(opensOf(input, key(create(pilates)))).isFalse();
        assertThat(publish(live(), input)).isTrue();
    }

    @Test
    void a_closed_input_takes_nobody_until_it_is_opened_again() {
        LiveInput input = create(yoga);
        live().enable(input.id(), false);
        assertThat(publish(live(), input)).isFalse();

        live().enable(input.id(), true);
        assertThat(publish(live(), input)).isTrue();
    }

    @Test
    void a_deleted_input_is_gone() {
        LiveInput input = create(yoga);
        live().delete(input.id());
        live().delete(input.id());

        assertThat(live().find(input.id())).isEmpty();
        assertThat(publish(live(), input)).isFalse();
    }

    @Test
    void a_ticket_opens_and_outlives_its_grant_in_no_case() {
        LiveInput input = broadcasting();
        WatchGrant grant = grant(input, ana, 1);
        WatchTicket ticket = live().ticket(grant);

        assertThat(ticket.expiresAt()).isBeforeOrEqualTo(grant.expiresAt());
        assertThat(watch(live(), ticket)).isTrue();
    }

    @Test
    void a_forged_or_foreign_ticket_opens_nothing() {
        needs(can().signedPlayback(), "signedPlayback");
        LiveInput input = broadcasting();
        LiveInput other = create(pilates);
        publish(live(), other);
        WatchTicket own = ticket(input, ana, 1);
        WatchTicket foreign = live().ticket(new WatchGrant(
                pilates,
                other.id(),
                ana,
                new ViewerSessionId(new UUID(4, 2)),
                clock.instant().plus(LIFETIME)));

        assertThat(watch(live(), withToken(own, "forged.forged.forged"))).isFalse();
        assertThat(watch(live(), withToken(own, ""))).isFalse();
        WatchTicket mixed = withToken(own, token(foreign));
        assertThat(mixed.whepUrl().equals(own.whepUrl()) && watch(live(), mixed))
                .isFalse();
    }

    @Test
    void an_expired_ticket_opens_nothing() {
        needs(can().signedPlayback(), "signedPlayback");
        WatchTicket ticket = ticket(broadcasting(), ana, 1);
        clock.advance(LIFETIME.plusSeconds(1));

        assertThat(watch(live(), ticket)).isFalse();
    }

    @Test
    void a_revoked_device_stays_out_and_others_stay_in() {
        needs(can().signedPlayback() && can().revokesViewers(), "revokesViewers");
        LiveInput input = broadcasting();
        WatchTicket phone = ticket(input, ana, 1);
        WatchTicket tablet = ticket(input, ana, 2);

        live().revokeViewer(yoga, new ViewerSessionId(new UUID(4, 1)));

        assertThat(watch(live(), phone)).isFalse();
        assertThat(watch(live(), tablet)).isTrue();
    }

    @Test
    void a_revoked_person_stays_out_until_a_new_ticket() {
        needs(can().signedPlayback() && can().revokesViewers(), "revokesViewers");
        LiveInput input = broadcasting();
        WatchTicket before = ticket(input, ana, 1);
        WatchTicket somebodyElse = ticket(input, ben, 2);

        live().revokeUser(yoga, ana);

        assertThat(watch(live(), before)).isFalse();
        assertThat(watch(live(), somebodyElse)).isTrue();
        assertThat(watch(live(), ticket(input, ana, 3))).isTrue();
    }

    @Test
    void ending_a_broadcast_leaves_the_input_open() {
        LiveInput input = broadcasting();

        live().endBroadcast(input.id());

        LiveInput after = live().find(input.id()).orElseThrow();
        assertThat(after.id()).isEqualTo(input.id());
        assertThat(publish(live(), after)).isTrue();
    }
}
