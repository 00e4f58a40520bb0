package dev.stagedoor.rtc;

/**
 * One thing that a {@link RtcTransport} wants from its shell, taken by {@link RtcTransport#poll()}: a datagram to send,
 * an event to act on, or, last, the deadline until which it needs nothing.
 */
public sealed interface Output permits Transmit, RtcEvent, Deadline {}
