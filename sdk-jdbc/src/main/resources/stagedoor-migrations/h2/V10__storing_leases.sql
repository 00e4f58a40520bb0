-- H2: which node is taking a recording to where it stays; of nodes that share a disk only one may.

ALTER TABLE stream_recordings ADD COLUMN storing_node VARCHAR(100);
ALTER TABLE stream_recordings ADD COLUMN storing_until TIMESTAMP(6) WITH TIME ZONE;
