/** Records live classes: takes what the media server forwards to the recorder, and tells the platform what came of it. */
@NullMarked
package dev.stagedoor.server.recording;

import org.jspecify.annotations.NullMarked;
