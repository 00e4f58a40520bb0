-- PostgreSQL: payments at a remote token provider, and the state of a seat whose refund is on its way.

-- The check of the baseline has no name of its own: PostgreSQL chose one, and another where tables of the original had it.
DO $$
DECLARE
    known text;
BEGIN
    FOR known IN
        SELECT c.conname FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND c.conkey = ARRAY[a.attnum]
        WHERE c.conrelid = 'stream_enrollments'::regclass AND c.contype = 'c' AND a.attname = 'state'
    LOOP
        EXECUTE format('ALTER TABLE stream_enrollments DROP CONSTRAINT %I', known);
    END LOOP;
END $$;
ALTER TABLE stream_enrollments ADD CONSTRAINT stream_enrollments_known_state CHECK (
    state IN ('payment_pending', 'active', 'refund_pending', 'cancelled', 'refunded', 'refused'));

CREATE TABLE token_payments (
    id UUID PRIMARY KEY,
    kind VARCHAR(20) NOT NULL CHECK (kind IN ('debit', 'refund')),
    enrollment_id UUID NOT NULL REFERENCES stream_enrollments (id),
    stream_id UUID NOT NULL,
    user_id UUID NOT NULL,
    amount BIGINT NOT NULL CHECK (amount > 0),
    reason VARCHAR(500) NOT NULL,
    original_transaction_id VARCHAR(200),
    notice VARCHAR(50) NOT NULL,
    state VARCHAR(20) NOT NULL CHECK (state IN ('pending', 'needs_person', 'done', 'declined')),
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
CREATE INDEX token_payments_due ON token_payments (due_at, id) WHERE state = 'pending';
CREATE INDEX token_payments_waiting ON token_payments (created_at, id) WHERE state = 'needs_person';
