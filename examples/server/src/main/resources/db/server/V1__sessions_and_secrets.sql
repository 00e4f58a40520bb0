CREATE TABLE web_sessions (
    token_digest VARCHAR(64) PRIMARY KEY,
    kind VARCHAR(8) NOT NULL,
    user_id UUID NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE INDEX web_sessions_by_expiry ON web_sessions (expires_at);
CREATE INDEX web_sessions_by_user ON web_sessions (user_id);

CREATE TABLE server_secrets (
    name VARCHAR(40) PRIMARY KEY,
    secret VARCHAR(100) NOT NULL
);
