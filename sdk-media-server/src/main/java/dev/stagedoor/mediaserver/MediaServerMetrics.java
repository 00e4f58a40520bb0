package dev.stagedoor.mediaserver;

import java.time.Duration;
import java.util.Map;

/**
 * Counters since start and gauges of now.
 *
 * @param packetsReceived datagrams and TCP frames read from the port
 * @param bytesReceived their bytes
 * @param packetsSent datagrams and TCP frames written
 * @param bytesSent their bytes
 * @param packetsForwarded RTP packets sent to viewers, retransmissions included
 * @param retransmissions packets sent again because a viewer missed them
 * @param keyFrameRequests PLI or FIR sent to publishers
 * @param dropped packets thrown away, by reason
 * @param broadcasts publishers connected now
 * @param viewerSessions viewers' devices connected now
 * @param pendingSessions sessions that were answered but are not connected yet
 * @param joins viewers' devices connected since start
 * @param refusals POSTs refused since start, by reason
 * @param lastLoop how long the media thread's last round took
 */
public record MediaServerMetrics(
        long packetsReceived,
        long bytesReceived,
        long packetsSent,
        long bytesSent,
        long packetsForwarded,
        long retransmissions,
        long keyFrameRequests,
        Map<String, Long> dropped,
        int broadcasts,
        int viewerSessions,
        int pendingSessions,
        long joins,
        Map<String, Long> refusals,
        Duration lastLoop) {}
