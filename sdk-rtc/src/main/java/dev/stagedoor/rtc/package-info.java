/**
 * A Sans-IO WebRTC transport: {@link dev.stagedoor.rtc.RtcTransport} turns datagrams, deadlines and commands into
 * datagrams, events and the next deadline. Nothing in here opens a socket, starts a thread or reads a clock.
 */
@org.jspecify.annotations.NullMarked
package dev.stagedoor.rtc;
