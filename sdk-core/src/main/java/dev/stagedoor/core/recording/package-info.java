/**
 * Recordings of classes and their life. Entry point for adapters: {@link dev.stagedoor.core.recording.RecordingProvider}.
 */
@NullMarked
package dev.stagedoor.core.recording;

import org.jspecify.annotations.NullMarked;
