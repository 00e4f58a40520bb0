/** WHIP and WHEP carried over HTTP. */
@NullMarked
package dev.stagedoor.server.media;

import org.jspecify.annotations.NullMarked;
