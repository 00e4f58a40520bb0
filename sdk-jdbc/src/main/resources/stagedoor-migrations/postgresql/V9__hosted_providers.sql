-- PostgreSQL: what a provider that neither records nor counts leaves to us: who records, and which devices say they watch.

CREATE TABLE stream_recorder_leases (
    stream_id UUID PRIMARY KEY,
    node VARCHAR(100) NOT NULL,
    lease_until TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

-- only devices at providers that do not count viewers themselves have beats
ALTER TABLE stream_viewer_sessions ADD COLUMN last_beat_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX stream_viewer_sessions_silent ON stream_viewer_sessions (last_beat_at, id)
    WHERE last_beat_at IS NOT NULL AND left_at IS NULL;
CREATE INDEX stream_recordings_left_open ON stream_recordings (started_at, id) WHERE state = 'recording';
