/** The service: puts configuration, database, media and the HTTP edge together, starts and stops them. */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.server;
