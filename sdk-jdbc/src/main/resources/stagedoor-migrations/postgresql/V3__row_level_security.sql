-- Row-level security for teams whose clients talk SQL (Supabase, PostgREST): the claims of the caller are in request.jwt.claims.
-- The server connects as the owner of the tables, whom policies do not bind. Reading is all that clients may do: money and seats
-- are the server's to change.

CREATE FUNCTION stagedoor_user_id() RETURNS uuid LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN claims.sub ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' THEN claims.sub::uuid
    END
    FROM (SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub' AS sub) claims
$$;

-- Policies that need another table ask these two: they read as the owner, so that no policy asks itself in a circle.
CREATE FUNCTION stagedoor_owns_stream(stream uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM live_stream_sessions s WHERE s.id = stream AND s.instructor_id = stagedoor_user_id())
$$;

CREATE FUNCTION stagedoor_has_seat(stream uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM stream_enrollments e
        WHERE e.stream_id = stream AND e.user_id = stagedoor_user_id() AND e.state = 'active')
$$;

CREATE FUNCTION stagedoor_moved_own_wallet(transfer uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT EXISTS (SELECT 1 FROM ledger_entries e
        WHERE e.transfer_id = transfer AND e.account_kind = 'wallet' AND e.account_owner = stagedoor_user_id())
$$;

-- A definer's function must not look names up where a caller can plant others.
DO $$
DECLARE f text;
BEGIN
    FOREACH f IN ARRAY ARRAY['stagedoor_owns_stream', 'stagedoor_has_seat', 'stagedoor_moved_own_wallet'] LOOP
        EXECUTE format('ALTER FUNCTION %I(uuid) SET search_path = %I, pg_temp', f, current_schema());
    END LOOP;
END $$;

CREATE POLICY read_classes ON live_stream_sessions FOR SELECT
    USING (deleted_at IS NULL OR instructor_id = stagedoor_user_id());
CREATE POLICY read_workouts ON workouts FOR SELECT USING (true);
CREATE POLICY read_own_seat ON stream_enrollments FOR SELECT
    USING (user_id = stagedoor_user_id() OR stagedoor_owns_stream(stream_id));
CREATE POLICY read_chat_with_seat ON stream_chat_messages FOR SELECT
    USING (deleted_at IS NULL AND (stagedoor_has_seat(stream_id) OR stagedoor_owns_stream(stream_id)));
CREATE POLICY read_own_account ON accounts FOR SELECT USING (id = stagedoor_user_id());
CREATE POLICY read_own_devices ON stream_viewer_sessions FOR SELECT USING (user_id = stagedoor_user_id());
CREATE POLICY read_own_wallet ON ledger_wallets FOR SELECT USING (user_id = stagedoor_user_id());
CREATE POLICY read_own_transfers ON ledger_transfers FOR SELECT USING (stagedoor_moved_own_wallet(id));
CREATE POLICY read_own_entries ON ledger_entries FOR SELECT
    USING (account_kind = 'wallet' AND account_owner = stagedoor_user_id());

-- Roles are named as Supabase names them. A server whose database user may not make roles goes on without: with no such role
-- there is nobody to grant to.
DO $$
DECLARE r text;
BEGIN
    FOREACH r IN ARRAY ARRAY['anon', 'authenticated', 'service_role'] LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', r);
            EXCEPTION
                WHEN insufficient_privilege THEN
                    RAISE NOTICE 'role % does not exist and may not be made by %: no grants for it', r, current_user;
                WHEN duplicate_object OR unique_violation THEN
                    NULL;
            END;
        END IF;
    END LOOP;
END $$;

-- Closes every table of ours that is still open; what a team's default privileges have given to everybody is taken back. Called here
-- and after each migration. The migration tool holds its own history while it works, therefore that is closed afterwards.
CREATE FUNCTION stagedoor_close_tables(with_history boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    t regclass;
    r text;
BEGIN
    FOR t IN
        SELECT c.oid::regclass FROM pg_class c
        JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
        WHERE c.relkind IN ('r', 'p') AND NOT c.relrowsecurity AND pg_has_role(c.relowner, 'USAGE')
            AND (with_history OR c.relname !~ 'schema_history$')
            AND c.relname ~ '^(accounts|workouts|(live|stream|ledger|notice|enrollment|token|web|stagedoor|flyway)_.*)$'
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
        FOREACH r IN ARRAY ARRAY['anon', 'authenticated'] LOOP
            IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r) THEN
                EXECUTE format('REVOKE ALL ON %s FROM %I', t, r);
            END IF;
        END LOOP;
        IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'service_role') THEN
            EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO service_role', t);
            EXECUTE format('CREATE POLICY service_role_everything ON %s TO service_role USING (true) WITH CHECK (true)', t);
        END IF;
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION stagedoor_close_tables(boolean) FROM PUBLIC;

SELECT stagedoor_close_tables(false);

-- Columns that hold keys of a provider, and password hashes, are nobody's to read.
DO $$
DECLARE
    r text;
    class_columns CONSTANT text := 'id, instructor_id, title, description, status, scheduled_start, zone, duration_minutes, '
        || 'price_in_tokens, capacity, seats_taken, actual_start, actual_end, peak_viewers, thumbnail_url, '
        || 'recording_expires_at, migration_scheduled_at, migrated_to_workout_id, created_at, updated_at';
BEGIN
    FOREACH r IN ARRAY ARRAY['anon', 'authenticated'] LOOP
        CONTINUE WHEN NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = r);
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), r);
        EXECUTE format('GRANT SELECT (%s) ON live_stream_sessions TO %I', class_columns, r);
        EXECUTE format('GRANT SELECT (id, title, description, thumbnail_url, duration_minutes, created_at) ON workouts TO %I', r);
    END LOOP;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'authenticated') THEN
        GRANT SELECT (id, stream_id, user_id, state, tokens_paid, transaction_id, tokens_refunded, created_at, updated_at)
            ON stream_enrollments TO authenticated;
        GRANT SELECT (id, stream_id, user_id, message, created_at) ON stream_chat_messages TO authenticated;
        GRANT SELECT (id, email, display_name, roles, created_at) ON accounts TO authenticated;
        GRANT SELECT ON stream_viewer_sessions, ledger_wallets, ledger_transfers, ledger_entries TO authenticated;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'service_role') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO service_role', current_schema());
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO service_role', current_schema());
    END IF;
END $$;
