/** What demo mode puts into an empty database. */
@NullMarked
package dev.stagedoor.server.demo;

import org.jspecify.annotations.NullMarked;
