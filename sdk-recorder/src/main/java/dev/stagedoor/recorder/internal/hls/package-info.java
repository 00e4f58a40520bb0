/** The folder of a recording: segments, initialization segments and the playlist (RFC 8216). */
@NullMarked
package dev.stagedoor.recorder.internal.hls;

import org.jspecify.annotations.NullMarked;
