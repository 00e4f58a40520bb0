package dev.stagedoor.server.auth;

import dev.stagedoor.core.accounts.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Who is signed in: web sessions and access tokens. Only digests are stored. Safe for use by many threads. */
public final class Sessions {

    /** What a token opens. */
    public enum Kind {
        /** Held by a browser in a cookie. */
        WEB(Duration.ofDays(14)),
        /** Held by a program. */
        API(Duration.ofHours(24));

        private final Duration life;

        Kind(Duration life) {
            this.life = life;
        }

        /** How long it lasts. */
        public Duration life() {
            return life;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A token just made; nobody can read it again.
     *
     * @param value shown to its holder
     * @param expiresAt when it stops to open anything
     */
    public record Issued(String value, Instant expiresAt) {
        /** Leaves the secret out, so that it reaches no log. */
        @Override
        public String toString() {
            return "Issued[expiresAt=" + expiresAt + "]";
        }
    }

    private static final int LONGEST_TOKEN = 100;

    private final Sql sql;
    private final InstantSource clock;

    /** Sessions in the given database, whose tables {@link ServerSchema} has made. */
    public Sessions(DataSource database, InstantSource clock) {
        this.sql = new Sql(database);
        this.clock = clock;
    }

    /** Makes a token for the person. */
    public Issued open(UserId user, Kind kind) {
        String token = Secrets.newToken();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(kind.life()).truncatedTo(ChronoUnit.SECONDS);
        sql.update(
                "INSERT INTO web_sessions (token_digest, kind, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)",
                Secrets.digest(token),
                kind.word(),
                user.value(),
                Sql.at(now),
                Sql.at(expiresAt));
        return new Issued(token, expiresAt);
    }

    /** Whose token this is; empty when it is unknown, of the other kind, or over. */
    public Optional<UserId> find(String token, Kind kind) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            return Optional.empty();
        }
        return sql.first(
                "SELECT user_id FROM web_sessions WHERE token_digest = ? AND kind = ? AND expires_at > ?",
                row -> new UserId(row.getObject(1, UUID.class)),
                Secrets.digest(token),
                kind.word(),
                Sql.at(clock.instant()));
    }

    /** Ends one session; an unknown token is fine. */
    public void close(String token) {
        sql.update("DELETE FROM web_sessions WHERE token_digest = ?", Secrets.digest(token));
    }

    /** Forgets what is over. */
    public void sweep() {
        sql.update("DELETE FROM web_sessions WHERE expires_at <= ?", Sql.at(clock.instant()));
    }
}
