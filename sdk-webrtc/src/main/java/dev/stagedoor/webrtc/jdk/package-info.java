/** Signalling over the HTTP client of the JDK. */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.webrtc.jdk;
