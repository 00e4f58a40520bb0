package dev.stagedoor.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other SQL roles may see on a real PostgreSQL, with claims as Supabase sets them. */
class RowLevelSecurityTest {
    private static final UUID COACH = UUID.randomUUID();
    private static final UUID OTHER_COACH = UUID.randomUUID();
    private static final UUID ANA = UUID.randomUUID();
    private static final UUID BEN = UUID.randomUUID();
    private static final UUID YOGA = UUID.randomUUID();
    private static final UUID DELETED = UUID.randomUUID();
    private static final UUID TRANSFER = UUID.randomUUID();

    private static DataSource database;

    @BeforeAll
    static void aClassWithOneSeatSold() {
        database = Databases.newPostgres();
        SqlClient owner = SqlClient.owner(database);
        // what Supabase does: whoever makes a table in the schema gives it to everybody
        JdbcStorage.open(database).close();
        owner.rows("""
                INSERT INTO accounts (id, email, email_key, display_name, roles, password_hash, created_at) VALUES
                    ('%s', 'ana@example.com', 'ana@example.com', 'Ana', 'member', 'a hash', now()),
                    ('%s', 'ben@example.com', 'ben@example.com', 'Ben', 'member', 'a hash', now())""".formatted(ANA, BEN));
        owner.rows("""
                INSERT INTO live_stream_sessions (id, instructor_id, title, description, status, scheduled_start, zone, duration_minutes,
                    price_in_tokens, live_input_id, created_at, updated_at, deleted_at) VALUES
                    ('%s', '%s', 'Yoga', '', 'live', now(), 'UTC', 60, 20, 'secret input', now(), now(), NULL),
                    ('%s', '%s', 'Gone', '', 'scheduled', now(), 'UTC', 60, 20, NULL, now(), now(), now())""".formatted(YOGA, COACH, DELETED, COACH));
        owner.rows("""
                INSERT INTO stream_enrollments (id, stream_id, user_id, state, tokens_paid, transaction_id, created_at, updated_at)
                    VALUES ('%s', '%s', '%s', 'active', 20, 't1', now(), now())""".formatted(UUID.randomUUID(), YOGA, ANA));
        owner.rows("""
                INSERT INTO stream_chat_messages (id, stream_id, user_id, message, created_at)
                    VALUES ('%s', '%s', '%s', 'hello', now())""".formatted(UUID.randomUUID(), YOGA, ANA));
        owner.rows("INSERT INTO ledger_wallets (user_id, balance) VALUES ('%s', 80), ('%s', 5)".formatted(ANA, BEN));
        owner.rows("""
                INSERT INTO ledger_transfers (id, kind, note, created_at) VALUES ('%s', 'reserve', 'Yoga', now())""".formatted(TRANSFER));
        owner.rows("""
                INSERT INTO ledger_entries (transfer_id, account_kind, account_owner, amount) VALUES
                    ('%1$s', 'wallet', '%2$s', -20), ('%1$s', 'escrow', '%3$s', 20)""".formatted(TRANSFER, ANA, YOGA));
    }

    @Test
    void an_anonymous_role_sees_classes_but_none_that_were_deleted() {
        assertThat(SqlClient.anonymous(database).rows("SELECT title FROM live_stream_sessions"))
                .containsExactly("Yoga");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stream_enrollments",
                "stream_chat_messages",
                "accounts",
                "ledger_wallets",
                "ledger_transfers",
                "ledger_entries",
                "notice_outbox",
                "stream_viewer_sessions",
                "stream_broadcasts",
                "token_payments",
                "token_payment_decisions",
                "flyway_schema_history"
            })
    void an_anonymous_role_may_not_read(String table) {
        assertThatThrownBy(() -> SqlClient.anonymous(database).rows("SELECT count(*) FROM " + table))
                .hasMessageContaining("permission denied");
    }

    @Test
    void the_key_of_a_live_input_and_a_password_hash_are_nobodys_to_read() {
        assertThatThrownBy(
                        () -> SqlClient.member(database, COACH).rows("SELECT live_input_id FROM live_stream_sessions"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> SqlClient.member(database, ANA).rows("SELECT password_hash FROM accounts"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_member_sees_own_seat_wallet_account_and_entries_only() {
        SqlClient ana = SqlClient.member(database, ANA);
        assertThat(ana.rows("SELECT user_id FROM stream_enrollments")).containsExactly(ANA.toString());
        assertThat(ana.rows("SELECT balance FROM ledger_wallets")).containsExactly("80");
        assertThat(ana.rows("SELECT email FROM accounts")).containsExactly("ana@example.com");
        assertThat(ana.rows("SELECT amount FROM ledger_entries")).containsExactly("-20");
        assertThat(ana.rows("SELECT id FROM ledger_transfers")).containsExactly(TRANSFER.toString());
        assertThat(ana.rows("SELECT message FROM stream_chat_messages")).containsExactly("hello");
    }

    @Test
    void another_member_sees_nothing_of_it() {
        SqlClient ben = SqlClient.member(database, BEN);
        assertThat(ben.rows("SELECT user_id FROM stream_enrollments")).isEmpty();
        assertThat(ben.rows("SELECT balance FROM ledger_wallets")).containsExactly("5");
        assertThat(ben.rows("SELECT amount FROM ledger_entries")).isEmpty();
        assertThat(ben.rows("SELECT id FROM ledger_transfers")).isEmpty();
        assertThat(ben.rows("SELECT message FROM stream_chat_messages")).isEmpty();
    }

    @Test
    void the_instructor_sees_who_has_a_seat_in_the_own_class_and_another_instructor_does_not() {
        assertThat(SqlClient.member(database, COACH).rows("SELECT user_id FROM stream_enrollments"))
                .containsExactly(ANA.toString());
        assertThat(SqlClient.member(database, OTHER_COACH).rows("SELECT user_id FROM stream_enrollments"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_wallets SET balance = 1000000",
                "INSERT INTO ledger_wallets (user_id, balance) VALUES (gen_random_uuid(), 10)",
                "DELETE FROM ledger_entries",
                "UPDATE stream_enrollments SET state = 'active'",
                "INSERT INTO stream_enrollments (id, stream_id, user_id, state, tokens_paid, created_at, updated_at) "
                        + "SELECT gen_random_uuid(), id, gen_random_uuid(), 'active', 0, now(), now() FROM live_stream_sessions",
                "UPDATE live_stream_sessions SET price_in_tokens = 0",
                "DELETE FROM live_stream_sessions",
                "UPDATE accounts SET roles = 'instructor'",
                "TRUNCATE stream_enrollments CASCADE"
            })
    void a_member_changes_nothing_by_sql(String statement) {
        assertThatThrownBy(() -> SqlClient.member(database, BEN).rows(statement))
                .hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"sub\":\"\"}", "{\"sub\":\"not a uuid\"}", "{\"sub\":null}"})
    void claims_without_a_person_see_no_seats(String claims) {
        assertThat(SqlClient.inRole(database, "authenticated", claims).rows("SELECT id FROM stream_enrollments"))
                .isEmpty();
    }

    @Test
    void the_service_role_sees_and_does_everything() {
        SqlClient service = SqlClient.inRole(database, "service_role", "{\"role\":\"service_role\"}");
        assertThat(service.rows("SELECT title FROM live_stream_sessions ORDER BY title"))
                .containsExactly("Gone", "Yoga");
        assertThat(service.rows(
                        "UPDATE accounts SET display_name = 'Anna' WHERE id = '%s' RETURNING id".formatted(ANA)))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE ledger_entries SET amount = amount * 2",
                "DELETE FROM ledger_entries",
                "UPDATE ledger_transfers SET note = 'another story'",
                "DELETE FROM ledger_transfers",
            })
    void not_even_the_service_role_or_the_owner_edits_the_books(String statement) {
        for (SqlClient client : List.of(
                SqlClient.owner(database), SqlClient.inRole(database, "service_role", "{\"role\":\"service_role\"}"))) {
            assertThatThrownBy(() -> client.rows(statement)).hasMessageContaining("written once");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream_recordings", "stream_retention_log", "stream_recorder_leases"})
    void nobody_but_the_service_sees_recordings_and_what_was_done_to_them(String table) {
        String everything = "SELECT * FROM " + table;
        assertThatThrownBy(() -> SqlClient.anonymous(database).rows(everything))
                .hasMessageContaining("permission denied");
        for (UUID person : List.of(ANA, BEN, COACH)) {
            assertThatThrownBy(() -> SqlClient.member(database, person).rows(everything))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void no_table_is_left_open() {
        List<String> open = SqlClient.owner(database)
                .rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                        + " AND NOT relrowsecurity");
        assertThat(open).isEmpty();
    }

    @Test
    void default_privileges_for_everybody_are_taken_back() {
        DataSource supabase = Databases.newPostgres();
        SqlClient owner = SqlClient.owner(supabase);
        owner.rows("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated");
        JdbcStorage.open(supabase).close();
        assertThatThrownBy(() -> SqlClient.anonymous(supabase).rows("SELECT * FROM ledger_wallets"))
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> SqlClient.anonymous(supabase).rows("SELECT * FROM flyway_schema_history"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void an_owner_who_may_not_make_roles_still_gets_a_database() {
        SqlClient cluster = SqlClient.owner(Databases.newPostgres());
        cluster.rows(
                "DO $$ BEGIN CREATE ROLE plain LOGIN PASSWORD 'plain'; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        DataSource database = Databases.newPostgresOwnedBy("plain");
        JdbcStorage.open(database).close();
        assertThat(SqlClient.owner(database).row("SELECT count(*) FROM live_stream_sessions"))
                .isEqualTo("0");
    }
}
