package dev.stagedoor.rtc;

import dev.stagedoor.rtc.ice.NetworkPath;

/**
 * Send {@code datagram} (1 to 1200 bytes) on {@code path}. On a TCP path the shell adds the RFC 4571 length prefix.
 *
 * @param path where to send it, local and remote end
 * @param datagram the payload; the array belongs to the receiver of this record
 */
public record Transmit(NetworkPath path, byte[] datagram) implements Output {}
