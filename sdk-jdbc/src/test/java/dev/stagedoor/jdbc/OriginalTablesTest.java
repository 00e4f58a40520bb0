package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.session.StreamId;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving over: our migrations on a database that has the original product's tables, with rows in them. */
class OriginalTablesTest {
    private static final UUID YOGA = UUID.randomUUID();
    private static final UUID ANA = UUID.randomUUID();

    private DataSource database;
    private SqlClient owner;

    @BeforeEach
    void theOriginalsTables() {
        database = Databases.newPostgres();
        owner = SqlClient.owner(database);
        owner.rows("""
                CREATE TABLE live_stream_sessions (
                    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), instructor_id uuid NOT NULL, title text NOT NULL, description text,
                    status text NOT NULL DEFAULT 'scheduled', scheduled_start timestamptz NOT NULL, duration_minutes integer,
                    price_in_tokens integer NOT NULL DEFAULT 0, actual_start timestamptz, actual_end timestamptz,
                    peak_viewers integer DEFAULT 0, thumbnail_url text, recording_available boolean DEFAULT false,
                    cloudflare_live_input_id text, created_at timestamptz DEFAULT now(), updated_at timestamptz DEFAULT now())""");
        owner.rows("""
                CREATE TABLE stream_enrollments (
                    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), stream_id uuid NOT NULL REFERENCES live_stream_sessions (id),
                    user_id uuid NOT NULL, tokens_paid integer, created_at timestamptz DEFAULT now())""");
        owner.rows("""
                CREATE TABLE stream_chat_messages (
                    id uuid PRIMARY KEY DEFAULT gen_random_uuid(), stream_id uuid NOT NULL REFERENCES live_stream_sessions (id),
                    user_id uuid NOT NULL, message text NOT NULL, created_at timestamptz DEFAULT now())""");
        owner.rows(
                "CREATE TABLE workouts (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), title text NOT NULL, video_id text NOT NULL)");
        owner.rows(
                "INSERT INTO live_stream_sessions (id, instructor_id, title, scheduled_start, price_in_tokens) VALUES ('%s', '%s', 'Yoga', '2026-12-01T07:00:00Z', 20)"
                        .formatted(YOGA, UUID.randomUUID()));
        owner.rows(
                "INSERT INTO stream_enrollments (stream_id, user_id, tokens_paid) VALUES ('%1$s', '%2$s', 20), ('%1$s', '%2$s', 20)"
                        .formatted(YOGA, ANA));
    }

    @Test
    void its_classes_are_read_as_ours() {
        try (JdbcStorage storage = JdbcStorage.open(database)) {
            String title = storage.inTransaction(work ->
                    work.streams().find(new StreamId(YOGA)).orElseThrow().title());
            assertThat(title).isEqualTo("Yoga");
        }
    }

    @Test
    void a_seat_that_was_taken_twice_is_one_seat_and_nobody_has_paid() {
        JdbcStorage.open(database).close();
        assertThat(owner.rows("SELECT state FROM stream_enrollments ORDER BY state"))
                .containsExactly("active", "cancelled");
        assertThat(owner.rows("SELECT DISTINCT tokens_paid FROM stream_enrollments"))
                .containsExactly("0");
        assertThat(owner.row("SELECT seats_taken FROM live_stream_sessions")).isEqualTo("1");
    }

    @Test
    void columns_that_only_the_original_knows_stay() {
        JdbcStorage.open(database).close();
        assertThat(owner.row("SELECT recording_available FROM live_stream_sessions"))
                .isEqualTo("f");
    }

    @Test
    void migrating_again_changes_nothing() {
        JdbcStorage.open(database).close();
        JdbcStorage.open(database).close();
        assertThat(owner.row("SELECT count(*) FROM live_stream_sessions")).isEqualTo("1");
    }
}
