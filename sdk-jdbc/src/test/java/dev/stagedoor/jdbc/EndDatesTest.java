package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The dates that the end of a class fixes, when somebody ends it by plain SQL on PostgreSQL. */
class EndDatesTest {
    private static DataSource database;
    private SqlClient owner;
    private UUID stream;

    @BeforeAll
    static void migrate() {
        database = Databases.newPostgres();
        JdbcStorage.open(database).close();
    }

    @BeforeEach
    void aLiveClass() {
        owner = SqlClient.owner(database);
        stream = UUID.randomUUID();
        owner.rows("""
                INSERT INTO live_stream_sessions (id, instructor_id, title, description, status, scheduled_start, zone, duration_minutes,
                    price_in_tokens, created_at, updated_at)
                VALUES ('%s', '%s', 'Yoga', '', 'live', now(), 'Europe/Berlin', 60, 20, '2026-01-01Z', '2026-01-01Z')""".formatted(stream, UUID.randomUUID()));
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource({
        "2026-11-22T18:00:00Z, Europe/Berlin,    2026-11-29T18:00:00Z, 2027-01-22T18:00:00Z",
        "2026-03-28T23:30:00Z, Europe/Berlin,    2026-04-04T23:30:00Z, 2026-05-28T22:30:00Z",
        "2026-12-31T22:30:00Z, Europe/Berlin,    2027-01-07T22:30:00Z, 2027-02-28T22:30:00Z",
        "2026-09-15T16:00:00Z, America/New_York, 2026-09-22T16:00:00Z, 2026-11-15T17:00:00Z",
        "2026-07-31T12:00:00Z, Not/AZone,        2026-08-07T12:00:00Z, 2026-09-30T12:00:00Z",
    })
    void ending_by_sql_fixes_both_dates(String end, String zone, String expires, String migrates) {
        owner.rows("UPDATE live_stream_sessions SET zone = '%s' WHERE id = '%s'".formatted(zone, stream));
        owner.rows("UPDATE live_stream_sessions SET status = 'ended', actual_end = '%s' WHERE id = '%s'"
                .formatted(end, stream));
        assertThat(utc("recording_expires_at")).isEqualTo(expires);
        assertThat(utc("migration_scheduled_at")).isEqualTo(migrates);
    }

    @Test
    void an_end_without_a_time_ends_now() {
        owner.rows("UPDATE live_stream_sessions SET status = 'ended' WHERE id = '%s'".formatted(stream));
        assertThat(owner.row(
                        "SELECT recording_expires_at - actual_end = interval '168 hours' FROM live_stream_sessions WHERE id = '%s'"
                                .formatted(stream)))
                .isEqualTo("t");
    }

    @Test
    void dates_that_the_statement_gives_are_kept() {
        owner.rows(
                "UPDATE live_stream_sessions SET status = 'ended', recording_expires_at = '2030-01-01Z' WHERE id = '%s'"
                        .formatted(stream));
        assertThat(utc("recording_expires_at")).isEqualTo("2030-01-01T00:00:00Z");
    }

    @Test
    void an_edit_by_sql_moves_the_version_on_so_that_a_reader_from_before_notices() {
        owner.rows("UPDATE live_stream_sessions SET title = 'Pilates' WHERE id = '%s'".formatted(stream));
        assertThat(owner.row("SELECT version FROM live_stream_sessions WHERE id = '%s'".formatted(stream)))
                .isEqualTo("1");
        assertThat(owner.row(
                        "SELECT updated_at > created_at FROM live_stream_sessions WHERE id = '%s'".formatted(stream)))
                .isEqualTo("t");
    }

    @Test
    void a_counter_does_not_move_the_version() {
        owner.rows("UPDATE live_stream_sessions SET seats_taken = seats_taken + 1 WHERE id = '%s'".formatted(stream));
        assertThat(owner.row("SELECT version FROM live_stream_sessions WHERE id = '%s'".formatted(stream)))
                .isEqualTo("0");
    }

    private String utc(String column) {
        return owner.row(
                "SELECT to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM live_stream_sessions WHERE id = '%s'"
                        .formatted(column, stream));
    }
}
