package dev.stagedoor.testkit.simulation;

import static dev.stagedoor.testkit.simulation.Simulation.SEED_PROPERTY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.retention.PopularityPolicy;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The simulation is only worth its promises if it finds what breaks them: each of these bugs is planted, and found within so many seeds. */
@DisabledIfSystemProperty(named = SEED_PROPERTY, matches = ".*", disabledReason = "one seed is being looked at")
class PlantedBugsTest {
    private static final int SEEDS = 50;

    private static SimulationFailure firstFailure(LongConsumer run) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> failureOf(run, seed))
                .filter(it -> it.seed() > 0)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not found within " + SEEDS + " seeds"));
    }

    private static SimulationFailure failureOf(LongConsumer run, long seed) {
        try {
            run.accept(seed);
            return new SimulationFailure("no", 0, "nothing was found", List.of(), null);
        } catch (SimulationFailure found) {
            return found;
        }
    }

    private static Simulation simulation() {
        return Simulation.on(Ground.inMemory());
    }

    @Test
    void enrolling_without_an_idempotency_check_is_found() {
        Simulation faulty = simulation().enrollments(ForgetfulEnrollments::new);

        assertThat(firstFailure(faulty::runLedger))
                .hasMessageMatching("(?s)the model answers \\[(spent e|conflict ).*");
    }

    @Test
    void a_broadcast_that_counts_as_given_until_its_end_is_noticed_is_found() {
        Simulation faulty = Simulation.on(new LateEnds());

        assertThat(firstFailure(faulty::runLedger)).hasMessageContaining(" media ");
    }

    @Test
    void a_debit_whose_key_changes_with_each_attempt_is_found() {
        Simulation faulty = simulation().remote(KeylessTokens::debits);

        assertThat(firstFailure(faulty::runRemote)).hasMessageStartingWith("M");
    }

    @Test
    void a_seat_that_is_committed_before_its_debit_is_found() {
        Simulation faulty = simulation().ledger(SeatBeforeDebit::new);

        assertThat(firstFailure(faulty::runLedger)).hasMessageContaining("a crash left something half done");
    }

    @Test
    void a_refund_that_is_not_unique_is_found() {
        Simulation faulty = simulation().remote(KeylessTokens::refunds);

        assertThat(firstFailure(faulty::runRemote)).hasMessageContaining("was paid back 2 times");
    }

    @Test
    void a_migration_that_does_not_look_whether_it_was_done_is_found() {
        Simulation faulty = Simulation.on(new ForgetfulMigrations());

        assertThat(firstFailure(faulty::runRetention)).hasMessageStartingWith("R5 a class became two workouts");
    }

    @Test
    void a_deletion_that_does_not_ask_whether_the_class_will_migrate_is_found() {
        Simulation faulty = simulation()
                .retention(it -> it.withPopularity(facts -> new PopularityPolicy.Verdict(false, "nobody asked")));

        assertThat(firstFailure(faulty::runRetention)).hasMessageStartingWith("R1 it has to be kept");
    }

    @Test
    void a_replay_that_ends_a_day_early_is_found() {
        Simulation faulty =
                simulation().retention(it -> it.withReplay(it.replay().minusDays(1)));

        assertThat(firstFailure(faulty::runRetention)).hasMessageMatching("(?s)(R1 it has to be kept|the gate says).*");
    }

    @Test
    void a_local_copy_that_goes_before_the_stored_one_is_written_down_is_found() {
        Simulation faulty = simulation().recordings(HastyRecordings::over);

        assertThat(firstFailure(faulty::runRetention)).hasMessageStartingWith("R4 the local copy");
    }
}
