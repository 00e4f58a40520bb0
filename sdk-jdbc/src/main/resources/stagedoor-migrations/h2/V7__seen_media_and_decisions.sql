-- H2: when media of a broadcast was last seen, and who decided on payments.

-- Where nobody writes that down there is no such moment, and nobody ends a broadcast unseen.
ALTER TABLE stream_broadcasts ADD COLUMN last_seen_at TIMESTAMP(6) WITH TIME ZONE;
CREATE INDEX stream_broadcasts_open ON stream_broadcasts (ended_at, last_seen_at);

-- A record: rows are added and never changed.
CREATE TABLE token_payment_decisions (
    id UUID PRIMARY KEY,
    payment_id UUID NOT NULL REFERENCES token_payments (id),
    decision VARCHAR(20) NOT NULL CHECK (REGEXP_LIKE(decision, '^(moved|not_moved)$')),
    transaction_id VARCHAR(200),
    decided_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    decided_by VARCHAR(100) NOT NULL,
    decided_with VARCHAR(100) NOT NULL,
    decided_from VARCHAR(100) NOT NULL,
    known VARCHAR(500) NOT NULL,
    attempts INTEGER NOT NULL,
    state_after VARCHAR(20) NOT NULL,
    CONSTRAINT token_payment_decisions_moved_has_transaction CHECK (decision <> 'moved' OR transaction_id IS NOT NULL)
);
CREATE INDEX token_payment_decisions_latest ON token_payment_decisions (decided_at, id);
CREATE INDEX token_payment_decisions_by_payment ON token_payment_decisions (payment_id);

CREATE INDEX token_payments_by_user ON token_payments (user_id, created_at, id);
