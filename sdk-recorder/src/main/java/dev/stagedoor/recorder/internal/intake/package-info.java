/** From packets to segments: order, frames, time, and where to cut. */
@NullMarked
package dev.stagedoor.recorder.internal.intake;

import org.jspecify.annotations.NullMarked;
