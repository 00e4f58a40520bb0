package dev.stagedoor.core.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.access.AccessExplanation;
import dev.stagedoor.core.access.Door;
import dev.stagedoor.core.access.Reason.Code;
import dev.stagedoor.core.access.Verdict;
import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.enrollment.Enrollment;
import dev.stagedoor.core.enrollment.EnrollmentId;
import dev.stagedoor.core.enrollment.EnrollmentState;
import dev.stagedoor.core.session.StreamDraft;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.core.session.StreamSession;
import dev.stagedoor.core.session.StreamStatus;
import dev.stagedoor.core.tokens.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict and its reasons come from the same facts, so they may never tell different stories. */
class AccessRulesTest {
    private static final int ROUNDS = 5_000;
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UserId COACH = new UserId(new UUID(1, 1));
    private static final UserId ANA = new UserId(new UUID(1, 2));
    private static final Set<Code> GRANTS = EnumSet.of(Code.OWNER, Code.ENROLLED);
    private static final Set<Code> CLOSED = EnumSet.of(Code.CANCELLED, Code.REPLAY_EXPIRED, Code.STREAM_NOT_FOUND);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 20261122})
    void the_explanation_and_the_verdict_never_disagree(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            StreamSession stream = anyClass(random);
            Optional<Enrollment> seat = anySeat(random, stream);
            UserId who = random.nextInt(5) == 0 ? COACH : ANA;
            AccessExplanation said = AccessRules.explain(stream, who, who.equals(ANA) ? seat : Optional.empty(), NOW);
            assertThat(said.verdict())
                    .as("seed %d round %d: %s for %s with %s", seed, round, said, stream, seat)
                    .isEqualTo(verdictToldBy(said));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {4, 5})
    void media_doors_open_for_seats_and_owners_only(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            StreamSession stream = anyClass(random);
            Optional<Enrollment> seat = anySeat(random, stream);
            AccessExplanation said = AccessRules.explain(stream, ANA, seat, NOW);
            boolean active = seat.map(Enrollment::state).equals(Optional.of(EnrollmentState.ACTIVE));
            assertThat(said.opens(Door.WHEP))
                    .as("seed %d round %d: %s", seed, round, said)
                    .isEqualTo(active && stream.status() == StreamStatus.LIVE);
            assertThat(said.opens(Door.HLS)).isEqualTo(active && stream.replayAvailable(NOW));
            assertThat(AccessRules.anonymous(stream, NOW).opens(Door.WHEP)).isFalse();
            assertThat(AccessRules.anonymous(stream, NOW).opens(Door.HLS)).isFalse();
        }
    }

    /** The verdict as somebody would work it out who only reads the reasons. */
    private static Verdict verdictToldBy(AccessExplanation said) {
        Set<Code> codes = said.reasons().stream().map(reason -> reason.code()).collect(Collectors.toSet());
        if (codes.stream().noneMatch(GRANTS::contains) || codes.stream().anyMatch(CLOSED::contains)) {
            return Verdict.DENIED;
        }
        if (codes.contains(Code.LIVE)) {
            return Verdict.WATCH_LIVE;
        }
        return codes.contains(Code.REPLAY_AVAILABLE) ? Verdict.WATCH_REPLAY : Verdict.WAIT;
    }

    private static StreamSession anyClass(Random random) {
        StreamStatus status = any(random, List.of(StreamStatus.values()));
        Instant start = NOW.plus(Duration.ofHours(random.nextInt(400) - 300));
        boolean begun = status == StreamStatus.LIVE || status == StreamStatus.ENDED;
        return StreamSession.planned(
                        new StreamId(new UUID(2, random.nextInt(100))),
                        COACH,
                        StreamDraft.of("Yoga", start).price(Tokens.of(random.nextInt(3) * 10L)),
                        start.minus(Duration.ofDays(1)))
                .status(status)
                .actualStart(begun ? start : null)
                .actualEnd(status == StreamStatus.ENDED ? start.plusSeconds(3600) : null)
                .recordingId(random.nextBoolean() ? "recording" : null)
                .recordingExpiresAt(
                        status == StreamStatus.ENDED ? start.plusSeconds(3600).plus(Duration.ofDays(7)) : null)
                .build();
    }

    private static Optional<Enrollment> anySeat(Random random, StreamSession stream) {
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        return Optional.of(Enrollment.pending(
                        new EnrollmentId(new UUID(3, random.nextInt(100))),
                        stream.id(),
                        ANA,
                        Tokens.of(10),
                        NOW.minusSeconds(100))
                .state(any(random, List.of(EnrollmentState.values())))
                .build());
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
