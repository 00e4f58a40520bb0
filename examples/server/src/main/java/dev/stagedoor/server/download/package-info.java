/** Recordings as files for their instructors. */
@NullMarked
package dev.stagedoor.server.download;

import org.jspecify.annotations.NullMarked;
