-- Moving over: a database that has the original product's four tables keeps their rows. Each table gets the columns it lacks, filled so
-- that old rows are valid; columns that only the original knows stay as they are. On an empty database nothing happens here.

DO $$
BEGIN
    IF to_regclass('workouts') IS NOT NULL THEN
        ALTER TABLE workouts
            ADD COLUMN IF NOT EXISTS title varchar(200) NOT NULL DEFAULT '',
            ADD COLUMN IF NOT EXISTS description varchar(5000),
            ADD COLUMN IF NOT EXISTS thumbnail_url varchar(2000),
            ADD COLUMN IF NOT EXISTS duration_minutes integer NOT NULL DEFAULT 0,
            ADD COLUMN IF NOT EXISTS video_id varchar(200) NOT NULL DEFAULT '',
            ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now();
        UPDATE workouts SET description = '' WHERE description IS NULL;
        ALTER TABLE workouts ALTER COLUMN description SET NOT NULL;
    END IF;

    IF to_regclass('live_stream_sessions') IS NOT NULL THEN
        ALTER TABLE live_stream_sessions
            ADD COLUMN IF NOT EXISTS description varchar(5000),
            ADD COLUMN IF NOT EXISTS status varchar(20) NOT NULL DEFAULT 'scheduled',
            ADD COLUMN IF NOT EXISTS zone varchar(64) NOT NULL DEFAULT 'UTC',
            ADD COLUMN IF NOT EXISTS duration_minutes integer,
            ADD COLUMN IF NOT EXISTS price_in_tokens bigint,
            ADD COLUMN IF NOT EXISTS capacity integer CHECK (capacity > 0),
            ADD COLUMN IF NOT EXISTS seats_taken integer NOT NULL DEFAULT 0 CHECK (seats_taken >= 0),
            ADD COLUMN IF NOT EXISTS actual_start timestamptz,
            ADD COLUMN IF NOT EXISTS actual_end timestamptz,
            ADD COLUMN IF NOT EXISTS peak_viewers integer,
            ADD COLUMN IF NOT EXISTS thumbnail_url varchar(2000),
            ADD COLUMN IF NOT EXISTS live_input_id varchar(200),
            ADD COLUMN IF NOT EXISTS recording_id varchar(200),
            ADD COLUMN IF NOT EXISTS recording_expires_at timestamptz,
            ADD COLUMN IF NOT EXISTS migration_scheduled_at timestamptz,
            ADD COLUMN IF NOT EXISTS migrated_to_workout_id uuid REFERENCES workouts (id),
            ADD COLUMN IF NOT EXISTS created_at timestamptz,
            ADD COLUMN IF NOT EXISTS updated_at timestamptz,
            ADD COLUMN IF NOT EXISTS deleted_at timestamptz,
            ADD COLUMN IF NOT EXISTS version bigint NOT NULL DEFAULT 0;
        UPDATE live_stream_sessions SET
            description = coalesce(description, ''),
            duration_minutes = coalesce(duration_minutes, 60),
            price_in_tokens = coalesce(price_in_tokens, 0),
            peak_viewers = coalesce(peak_viewers, 0),
            created_at = coalesce(created_at, now()),
            updated_at = coalesce(updated_at, created_at, now());
        ALTER TABLE live_stream_sessions
            ALTER COLUMN description SET NOT NULL,
            ALTER COLUMN duration_minutes SET NOT NULL,
            ALTER COLUMN price_in_tokens TYPE bigint,
            ALTER COLUMN price_in_tokens SET NOT NULL,
            ALTER COLUMN peak_viewers SET DEFAULT 0,
            ALTER COLUMN peak_viewers SET NOT NULL,
            ALTER COLUMN created_at SET NOT NULL,
            ALTER COLUMN updated_at SET NOT NULL;
    END IF;

    -- Nobody has paid for a seat of the original: enrolling took no tokens there.
    IF to_regclass('stream_enrollments') IS NOT NULL THEN
        ALTER TABLE stream_enrollments
            ADD COLUMN IF NOT EXISTS state varchar(20) NOT NULL DEFAULT 'active',
            ADD COLUMN IF NOT EXISTS tokens_paid bigint,
            ADD COLUMN IF NOT EXISTS transaction_id varchar(200),
            ADD COLUMN IF NOT EXISTS tokens_refunded bigint,
            ADD COLUMN IF NOT EXISTS refund_transaction_id varchar(200),
            ADD COLUMN IF NOT EXISTS created_at timestamptz,
            ADD COLUMN IF NOT EXISTS updated_at timestamptz;
        UPDATE stream_enrollments SET
            tokens_paid = CASE WHEN transaction_id IS NULL THEN 0 ELSE coalesce(tokens_paid, 0) END,
            created_at = coalesce(created_at, now()),
            updated_at = coalesce(updated_at, created_at, now());
        ALTER TABLE stream_enrollments
            ALTER COLUMN tokens_paid TYPE bigint,
            ALTER COLUMN tokens_paid SET NOT NULL,
            ALTER COLUMN created_at SET NOT NULL,
            ALTER COLUMN updated_at SET NOT NULL;
        -- The original let a person enroll twice; the first seat stays, the others end.
        UPDATE stream_enrollments e SET state = 'cancelled'
            WHERE e.state = 'active' AND EXISTS (SELECT 1 FROM stream_enrollments f
                WHERE f.stream_id = e.stream_id AND f.user_id = e.user_id AND f.state = 'active'
                    AND (f.created_at, f.id) < (e.created_at, e.id));
        UPDATE live_stream_sessions s SET seats_taken = (SELECT count(*) FROM stream_enrollments e
            WHERE e.stream_id = s.id AND e.state = 'active');
    END IF;

    IF to_regclass('stream_chat_messages') IS NOT NULL THEN
        ALTER TABLE stream_chat_messages
            ADD COLUMN IF NOT EXISTS created_at timestamptz NOT NULL DEFAULT now(),
            ADD COLUMN IF NOT EXISTS deleted_at timestamptz;
    END IF;
END $$;
