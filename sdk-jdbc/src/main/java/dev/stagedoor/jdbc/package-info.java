/** Storage on JDBC. Entry point: {@link dev.stagedoor.jdbc.JdbcStorage}. */
@NullMarked
package dev.stagedoor.jdbc;

import org.jspecify.annotations.NullMarked;
