package dev.stagedoor.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.tokens.Tokens;
import dev.stagedoor.server.pages.NextStep.Kind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NextStepsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UserId COACH = new UserId(new UUID(0, 1));
    private static final UserId ANA = new UserId(new UUID(0, 2));
    private static final StreamId ID = new StreamId(new UUID(0, 3));

    private StreamSession stream =
            planned(StreamDraft.of("Yoga", NOW.plusSeconds(3600)).price(Tokens.of(20)));

    private static StreamSession planned(StreamDraft draft) {
        return StreamSession.planned(ID, COACH, draft, NOW).build();
    }

    private NextStep step(boolean signedIn, Optional<Enrollment> seat, long balance) {
        return new NextSteps(stream, NOW, signedIn, false, seat, Optional.of(balance), "/me#tokens").decide();
    }

    private static Optional<Enrollment> seat(EnrollmentState state) {
        return Optional.of(Enrollment.pending(new EnrollmentId(new UUID(0, 4)), ID, ANA, Tokens.of(20), NOW)
                .state(state)
                .build());
    }

    private void become(StreamStatus status) {
        stream = stream.toBuilder().status(status).build();
    }

    @Test
    void a_stranger_is_asked_to_sign_in_only_when_there_is_something_to_buy() {
        assertThat(step(false, Optional.empty(), 0).kind()).isEqualTo(Kind.SIGN_IN);
        become(StreamStatus.ENDED);
        assertThat(step(false, Optional.empty(), 0).kind()).isEqualTo(Kind.ENDED);
    }

    @Test
    void the_button_says_what_it_costs() {
        NextStep step = step(true, Optional.empty(), 20);

        assertThat(step.button().orElseThrow().label()).isEqualTo("Pay 20 tokens and reserve");
        assertThat(step.button().orElseThrow().post()).isTrue();
    }

    @Test
    void a_free_class_says_so() {
        stream = planned(StreamDraft.of("Yoga", NOW.plusSeconds(3600)));

        assertThat(step(true, Optional.empty(), 0).button().orElseThrow().label())
                .isEqualTo("Reserve for free");
    }

    @Test
    void who_lacks_tokens_is_told_how_many_with_balance_and_price() {
        NextStep step = step(true, Optional.empty(), 5);

        assertThat(step.kind()).isEqualTo(Kind.INSUFFICIENT_TOKENS);
        assertThat(step.heading()).isEqualTo("15 tokens are missing");
        assertThat(step.text()).contains("costs 20 tokens").contains("you have 5 tokens");
    }

    @Test
    void one_missing_token_is_told_in_the_singular() {
        assertThat(step(true, Optional.empty(), 19).heading()).isEqualTo("1 token is missing");
    }

    @Test
    void a_seat_waits_and_then_opens() {
        assertThat(step(true, seat(EnrollmentState.ACTIVE), 0).kind()).isEqualTo(Kind.WAIT);
        become(StreamStatus.LIVE);
        assertThat(step(true, seat(EnrollmentState.ACTIVE), 0).kind()).isEqualTo(Kind.WATCH);
    }

    @Test
    void a_pending_payment_offers_no_second_payment() {
        NextStep step = step(true, seat(EnrollmentState.PAYMENT_PENDING), 100);

        assertThat(step.kind()).isEqualTo(Kind.PAYMENT_PENDING);
        assertThat(step.button()).isEmpty();
    }

    @Test
    void a_seat_that_was_given_back_can_be_bought_again() {
        assertThat(step(true, seat(EnrollmentState.REFUNDED), 100).kind()).isEqualTo(Kind.RESERVE);
    }

    @Test
    void a_full_class_is_full_for_everybody_without_a_seat() {
        stream = planned(StreamDraft.of("Yoga", NOW.plusSeconds(3600)).capacity(1)).toBuilder()
                .seatsTaken(1)
                .build();

        assertThat(step(true, Optional.empty(), 100).kind()).isEqualTo(Kind.FULL);
        assertThat(step(false, Optional.empty(), 0).kind()).isEqualTo(Kind.FULL);
        assertThat(step(true, seat(EnrollmentState.ACTIVE), 0).kind()).isEqualTo(Kind.WAIT);
    }

    @Test
    void a_class_that_never_started_is_not_sold() {
        stream = planned(StreamDraft.of("Yoga", NOW.minusSeconds(7200)).price(Tokens.of(20)));

        assertThat(step(true, Optional.empty(), 100).heading()).isEqualTo("This class did not take place");
    }

    @Test
    void the_instructor_goes_to_the_green_room() {
        NextStep step = new NextSteps(stream, NOW, true, true, Optional.empty(), Optional.of(0L), "").decide();

        assertThat(step.kind()).isEqualTo(Kind.TEACH);
        assertThat(step.button().orElseThrow().target()).isEqualTo("/instructor/streams/" + ID + "/broadcast");
    }

    @Test
    void a_cancelled_class_says_that_the_tokens_are_back() {
        become(StreamStatus.CANCELLED);
        Optional<Enrollment> seat = seat(EnrollmentState.REFUNDED)
                .map(it -> it.toBuilder().tokensRefunded(Tokens.of(20)).build());

        assertThat(step(true, seat, 100).text()).isEqualTo("Your 20 tokens are back in your balance.");
    }
}
