/** Records what a WHEP endpoint plays. Entry point: {@link dev.stagedoor.recorder.whep.WhepSource}. */
@NullMarked
package dev.stagedoor.recorder.whep;

import org.jspecify.annotations.NullMarked;
