/** The parts of serving a replay: which file, who asks, which bytes. */
@NullMarked
package dev.stagedoor.assets.internal.replay;

import org.jspecify.annotations.NullMarked;
