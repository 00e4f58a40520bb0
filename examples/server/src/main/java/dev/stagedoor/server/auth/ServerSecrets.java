package dev.stagedoor.server.auth;

import java.util.function.Supplier;
import javax.sql.DataSource;

/** Secrets that the server makes itself at its first start and keeps, so that what they sign outlives a restart. */
public final class ServerSecrets {

    private final Sql sql;

    /** Secrets in the given database, whose tables {@link ServerSchema} has made. */
    public ServerSecrets(DataSource database) {
        this.sql = new Sql(database);
    }

    /** The secret of this name, made now if there is none. Two nodes that ask at once get the same. */
    public String named(String name) {
        return kept(name, Secrets::newToken);
    }

    /** As {@link #named}, with something else than a random token: made only when there is none, and thrown away when another node was faster. */
    public String kept(String name, Supplier<String> make) {
        return read(name).orElseGet(() -> {
            String fresh = make.get();
            try {
                sql.update("INSERT INTO server_secrets (name, secret) VALUES (?, ?)", name, fresh);
                return fresh;
            } catch (AuthException takenMeanwhile) {
                return read(name).orElseThrow(() -> takenMeanwhile);
            }
        });
    }

    private java.util.Optional<String> read(String name) {
        return sql.first("SELECT secret FROM server_secrets WHERE name = ?", row -> row.getString(1), name);
    }
}
