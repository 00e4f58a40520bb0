-- PostgreSQL: recordings and their life, what was done to them, and which class a workout was.

CREATE TABLE stream_recordings (
    id UUID PRIMARY KEY,
    stream_id UUID NOT NULL REFERENCES live_stream_sessions (id),
    state VARCHAR(20) NOT NULL CHECK (
        state IN ('recording', 'ready', 'retained', 'deleting', 'deleted', 'migrated', 'failed')),
    node VARCHAR(100) NOT NULL,
    is_local BOOLEAN NOT NULL,
    asset_id VARCHAR(200),
    started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP(6) WITH TIME ZONE,
    duration_millis BIGINT,
    bytes BIGINT,
    width INTEGER,
    height INTEGER,
    video_codec VARCHAR(20),
    audio_codec VARCHAR(20),
    gaps INTEGER,
    due_at TIMESTAMP(6) WITH TIME ZONE,
    migrate_at TIMESTAMP(6) WITH TIME ZONE,
    attempts INTEGER NOT NULL,
    last_error VARCHAR(500)
);
CREATE INDEX stream_recordings_by_stream ON stream_recordings (stream_id, started_at);
CREATE INDEX stream_recordings_by_asset ON stream_recordings (asset_id);
CREATE INDEX stream_recordings_due ON stream_recordings (due_at, id) WHERE state IN ('ready', 'retained');
CREATE INDEX stream_recordings_migratable ON stream_recordings (migrate_at, id) WHERE state IN ('ready', 'retained');
CREATE INDEX stream_recordings_deleting ON stream_recordings (due_at, id) WHERE state = 'deleting';
CREATE INDEX stream_recordings_local ON stream_recordings (node, started_at, id) WHERE is_local;
CREATE INDEX stream_recordings_open ON stream_recordings (node, started_at, id) WHERE state = 'recording';

CREATE TABLE stream_retention_log (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    action VARCHAR(20) NOT NULL,
    recording_id UUID,
    stream_id UUID,
    subject VARCHAR(200) NOT NULL,
    why VARCHAR(500) NOT NULL
);

ALTER TABLE workouts ADD COLUMN IF NOT EXISTS source_stream_id UUID;
ALTER TABLE workouts ADD COLUMN IF NOT EXISTS recording_id UUID;
ALTER TABLE workouts ADD COLUMN IF NOT EXISTS instructor_id UUID;
ALTER TABLE workouts ADD CONSTRAINT workouts_once_per_class UNIQUE (source_stream_id);
CREATE INDEX workouts_newest ON workouts (created_at, id);

-- how a class was watched decides whether it is kept: also those who left count
CREATE INDEX stream_viewer_sessions_watched ON stream_viewer_sessions (stream_id, user_id);
