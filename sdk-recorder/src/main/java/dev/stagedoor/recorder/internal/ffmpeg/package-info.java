/** FFmpeg's libraries in this process: muxing, decoding, encoding. Nothing here is thread-safe unless it says so. */
@NullMarked
package dev.stagedoor.recorder.internal.ffmpeg;

import org.jspecify.annotations.NullMarked;
