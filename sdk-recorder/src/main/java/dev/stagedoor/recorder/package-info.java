/** Records encoded audio and video as HLS with fragmented MP4, without transcoding where the codec allows it. */
@NullMarked
package dev.stagedoor.recorder;

import org.jspecify.annotations.NullMarked;
