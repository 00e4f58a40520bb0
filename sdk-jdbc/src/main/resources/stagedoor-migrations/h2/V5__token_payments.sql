-- H2: payments at a remote token provider, and the state of a seat whose refund is on its way.

-- The check of the baseline has no name in H2, so the column is made anew.
DROP INDEX stream_enrollments_one_seat;
DROP INDEX stream_enrollments_by_stream;
ALTER TABLE stream_enrollments DROP COLUMN holds_seat;
ALTER TABLE stream_enrollments ADD COLUMN next_state VARCHAR(20);
UPDATE stream_enrollments SET next_state = state;
ALTER TABLE stream_enrollments DROP COLUMN state;
ALTER TABLE stream_enrollments ALTER COLUMN next_state RENAME TO state;
ALTER TABLE stream_enrollments ALTER COLUMN state SET NOT NULL;
ALTER TABLE stream_enrollments ADD CONSTRAINT stream_enrollments_state_check CHECK (
    REGEXP_LIKE(state, '^(payment_pending|active|refund_pending|cancelled|refunded|refused)$'));
ALTER TABLE stream_enrollments ADD COLUMN
    holds_seat BOOLEAN GENERATED ALWAYS AS (CASE state WHEN 'payment_pending' THEN TRUE WHEN 'active' THEN TRUE END);
CREATE UNIQUE INDEX stream_enrollments_one_seat ON stream_enrollments (stream_id, user_id, holds_seat);
CREATE INDEX stream_enrollments_by_stream ON stream_enrollments (stream_id, state, created_at);

CREATE TABLE token_payments (
    id UUID PRIMARY KEY,
    kind VARCHAR(20) NOT NULL CHECK (REGEXP_LIKE(kind, '^(debit|refund)$')),
    enrollment_id UUID NOT NULL REFERENCES stream_enrollments (id),
    stream_id UUID NOT NULL,
    user_id UUID NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    reason VARCHAR(500) NOT NULL,
    original_transaction_id VARCHAR(200),
    notice VARCHAR(50) NOT NULL,
    state VARCHAR(20) NOT NULL CHECK (REGEXP_LIKE(state, '^(pending|needs_person|done|declined)$')),
    unclear BOOLEAN NOT NULL,
    attempts INTEGER NOT NULL,
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sent_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    due_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    last_outcome VARCHAR(500) NOT NULL,
    transaction_id VARCHAR(200),
    CONSTRAINT token_payments_once UNIQUE (enrollment_id, kind),
    CONSTRAINT token_payments_done_has_transaction CHECK (state <> 'done' OR transaction_id IS NOT NULL)
);
CREATE INDEX token_payments_due ON token_payments (state, due_at, id);
CREATE INDEX token_payments_waiting ON token_payments (state, created_at, id);
