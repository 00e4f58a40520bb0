package dev.stagedoor.rtc.ice;

/**
 * A STUN message to send.
 *
 * @param path where
 * @param datagram what; belongs to the receiver of this record
 */
public record IceTransmit(NetworkPath path, byte[] datagram) {}
