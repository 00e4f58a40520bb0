/** What becomes of recordings by itself: sweeps on a schedule, on call, and what an operator sees of them. */
@NullMarked
package dev.stagedoor.server.retention;

import org.jspecify.annotations.NullMarked;
