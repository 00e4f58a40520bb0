/** Clients that take and give encoded frames, without native code: one thread drives one of them or hundreds. */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.webrtc.headless;
