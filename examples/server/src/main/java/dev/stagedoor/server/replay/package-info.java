/** Replays over HTTP. */
@NullMarked
package dev.stagedoor.server.replay;

import org.jspecify.annotations.NullMarked;
