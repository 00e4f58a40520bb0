/** Encoded media, and what players find in a recording: for tests of what records. */
@NullMarked
package dev.stagedoor.recorder.stage;

import org.jspecify.annotations.NullMarked;
