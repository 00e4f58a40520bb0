-- PostgreSQL: when media arrived, and which seats are settled after the class.

ALTER TABLE stream_enrollments ADD COLUMN settled_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX stream_enrollments_unsettled ON stream_enrollments (created_at, id)
    WHERE state = 'active' AND settled_at IS NULL AND tokens_paid > 0;

CREATE TABLE stream_broadcasts (
    stream_id UUID NOT NULL REFERENCES live_stream_sessions (id),
    started_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP(6) WITH TIME ZONE,
    PRIMARY KEY (stream_id, started_at)
);
