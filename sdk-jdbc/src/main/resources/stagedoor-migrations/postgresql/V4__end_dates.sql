-- The end of a class fixes its dates also when somebody updates the row by plain SQL. What the statement itself gives wins.

CREATE FUNCTION stagedoor_end_dates() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'ended' AND (TG_OP = 'INSERT' OR OLD.status <> 'ended') THEN
        NEW.actual_end := coalesce(NEW.actual_end, now());
        NEW.recording_expires_at := coalesce(NEW.recording_expires_at, NEW.actual_end + interval '168 hours');
        BEGIN
            NEW.migration_scheduled_at := coalesce(NEW.migration_scheduled_at,
                (NEW.actual_end AT TIME ZONE NEW.zone + interval '2 months') AT TIME ZONE NEW.zone);
        EXCEPTION WHEN invalid_parameter_value THEN
            NEW.migration_scheduled_at := (NEW.actual_end AT TIME ZONE 'UTC' + interval '2 months') AT TIME ZONE 'UTC';
        END;
    END IF;
    RETURN NEW;
END $$;

-- A change by plain SQL must be seen by whoever has read the row before: the version moves on by itself. Counters are not edits.
CREATE FUNCTION stagedoor_touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version = OLD.version THEN
        NEW.version := OLD.version + 1;
        IF NEW.updated_at = OLD.updated_at THEN
            NEW.updated_at := now();
        END IF;
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER live_stream_sessions_end_dates BEFORE INSERT OR UPDATE OF status ON live_stream_sessions
    FOR EACH ROW EXECUTE FUNCTION stagedoor_end_dates();
CREATE TRIGGER live_stream_sessions_touch BEFORE UPDATE OF title, description, status, scheduled_start, zone, duration_minutes,
    price_in_tokens, capacity, actual_start, actual_end, recording_expires_at, migration_scheduled_at ON live_stream_sessions
    FOR EACH ROW EXECUTE FUNCTION stagedoor_touch();
