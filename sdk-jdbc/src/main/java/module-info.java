/** Storage on JDBC: H2 and PostgreSQL, with migrations. */
module dev.stagedoor.jdbc {
    requires transitive dev.stagedoor.core;
    requires transitive java.sql;
    requires static transitive org.jspecify;
    requires flyway.core;
    requires org.slf4j;

    exports dev.stagedoor.jdbc;
}
