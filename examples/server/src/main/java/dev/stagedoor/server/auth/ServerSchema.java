package dev.stagedoor.server.auth;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The tables of the server itself, migrated beside those of the library and with a history of their own. */
public final class ServerSchema {

    private ServerSchema() {}

    /** Brings the tables up to date. */
    public static void migrate(DataSource database) {
        Flyway.configure(ServerSchema.class.getClassLoader())
                .dataSource(database)
                .locations("classpath:db/server")
                .table("stagedoor_server_schema_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
