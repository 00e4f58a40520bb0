/** Storage on JDBC: H2 and PostgreSQL, with migrations. */
module dev.stagedoor.jdbc {
    requires transitive dev.stagedoor.core;
    requires transitive java.sql;
    requires static org.jspecify;
    requires flyway.core;
    requires org.slf4j;

    exports dev.stagedoor.jdbc;

    opens dev.stagedoor.jdbc.migration.h2;
    opens dev.stagedoor.jdbc.migration.postgresql;
}
