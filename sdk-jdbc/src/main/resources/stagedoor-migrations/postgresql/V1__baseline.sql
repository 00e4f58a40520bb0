-- PostgreSQL: the schema of Stagedoor. Instants are UTC; amounts are whole tokens. Tables that the original product has may be there
-- already: V0_5 has given them the columns they lack.

CREATE TABLE accounts (
    id UUID PRIMARY KEY,
    email VARCHAR(254) NOT NULL,
    email_key VARCHAR(254) NOT NULL,
    display_name VARCHAR(80) NOT NULL,
    roles VARCHAR(200) NOT NULL,
    password_hash VARCHAR(1000),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT accounts_email_once UNIQUE (email_key)
);

CREATE TABLE IF NOT EXISTS workouts (
    id UUID PRIMARY KEY,
    title VARCHAR(200) NOT NULL,
    description VARCHAR(5000) NOT NULL,
    thumbnail_url VARCHAR(2000),
    duration_minutes INTEGER NOT NULL,
    video_id VARCHAR(200) NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);

CREATE TABLE IF NOT EXISTS live_stream_sessions (
    id UUID PRIMARY KEY,
    instructor_id UUID NOT NULL,
    title VARCHAR(200) NOT NULL,
    description VARCHAR(5000) NOT NULL,
    status VARCHAR(20) NOT NULL CHECK (status IN ('scheduled', 'live', 'ended', 'cancelled')),
    scheduled_start TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    zone VARCHAR(64) NOT NULL,
    duration_minutes INTEGER NOT NULL CHECK (duration_minutes > 0),
    price_in_tokens BIGINT NOT NULL CHECK (price_in_tokens >= 0),
    capacity INTEGER CHECK (capacity > 0),
    seats_taken INTEGER DEFAULT 0 NOT NULL CHECK (seats_taken >= 0),
    actual_start TIMESTAMP(6) WITH TIME ZONE,
    actual_end TIMESTAMP(6) WITH TIME ZONE,
    peak_viewers INTEGER DEFAULT 0 NOT NULL,
    thumbnail_url VARCHAR(2000),
    live_input_id VARCHAR(200),
    recording_id VARCHAR(200),
    recording_expires_at TIMESTAMP(6) WITH TIME ZONE,
    migration_scheduled_at TIMESTAMP(6) WITH TIME ZONE,
    migrated_to_workout_id UUID REFERENCES workouts (id),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP(6) WITH TIME ZONE,
    version BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT live_stream_sessions_never_oversold CHECK (capacity IS NULL OR seats_taken <= capacity)
);
CREATE INDEX IF NOT EXISTS live_stream_sessions_by_status ON live_stream_sessions (status, scheduled_start, id);
CREATE INDEX IF NOT EXISTS live_stream_sessions_by_instructor ON live_stream_sessions (instructor_id, status, scheduled_start, id);
CREATE INDEX IF NOT EXISTS live_stream_sessions_never_given ON live_stream_sessions (id)
    WHERE status = 'cancelled' OR deleted_at IS NOT NULL;

CREATE TABLE IF NOT EXISTS stream_enrollments (
    id UUID PRIMARY KEY,
    stream_id UUID NOT NULL REFERENCES live_stream_sessions (id),
    user_id UUID NOT NULL,
    state VARCHAR(20) NOT NULL CHECK (state IN ('payment_pending', 'active', 'cancelled', 'refunded', 'refused')),
    tokens_paid BIGINT NOT NULL CHECK (tokens_paid >= 0),
    transaction_id VARCHAR(200),
    tokens_refunded BIGINT CHECK (tokens_refunded >= 0),
    refund_transaction_id VARCHAR(200),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    updated_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT stream_enrollments_refund_within_price CHECK (tokens_refunded IS NULL OR tokens_refunded <= tokens_paid)
);
CREATE UNIQUE INDEX IF NOT EXISTS stream_enrollments_one_seat ON stream_enrollments (stream_id, user_id)
    WHERE state IN ('payment_pending', 'active');
CREATE INDEX IF NOT EXISTS stream_enrollments_by_user ON stream_enrollments (user_id, created_at);
CREATE INDEX IF NOT EXISTS stream_enrollments_by_stream ON stream_enrollments (stream_id, state, created_at);

CREATE TABLE IF NOT EXISTS stream_chat_messages (
    id UUID PRIMARY KEY,
    stream_id UUID NOT NULL REFERENCES live_stream_sessions (id),
    user_id UUID NOT NULL,
    message VARCHAR(2000) NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    deleted_at TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX IF NOT EXISTS stream_chat_messages_by_stream ON stream_chat_messages (stream_id, created_at, id);

CREATE TABLE stream_viewer_sessions (
    id UUID PRIMARY KEY,
    stream_id UUID NOT NULL REFERENCES live_stream_sessions (id),
    user_id UUID NOT NULL,
    admitted_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    joined_at TIMESTAMP(6) WITH TIME ZONE,
    left_at TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX stream_viewer_sessions_by_stream ON stream_viewer_sessions (stream_id, user_id) WHERE left_at IS NULL;

CREATE TABLE notice_outbox (
    id UUID PRIMARY KEY,
    kind VARCHAR(50) NOT NULL,
    recipient_id UUID NOT NULL,
    stream_id UUID,
    details VARCHAR(4000) NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    attempts INTEGER DEFAULT 0 NOT NULL,
    delivered_at TIMESTAMP(6) WITH TIME ZONE
);
CREATE INDEX notice_outbox_due ON notice_outbox (due_at, id) WHERE delivered_at IS NULL;

CREATE TABLE ledger_wallets (
    user_id UUID PRIMARY KEY,
    balance BIGINT NOT NULL,
    CONSTRAINT ledger_wallets_never_negative CHECK (balance >= 0)
);

CREATE TABLE ledger_transfers (
    id UUID PRIMARY KEY,
    kind VARCHAR(20) NOT NULL,
    resolves_id UUID REFERENCES ledger_transfers (id),
    subject_id UUID,
    note VARCHAR(500) NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    CONSTRAINT ledger_transfers_resolved_once UNIQUE (resolves_id)
);

CREATE TABLE ledger_entries (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transfer_id UUID NOT NULL REFERENCES ledger_transfers (id),
    account_kind VARCHAR(20) NOT NULL,
    account_owner UUID NOT NULL,
    amount BIGINT NOT NULL CHECK (amount <> 0)
);
CREATE INDEX ledger_entries_by_account ON ledger_entries (account_kind, account_owner, id);
CREATE INDEX ledger_entries_by_transfer ON ledger_entries (transfer_id, id);
