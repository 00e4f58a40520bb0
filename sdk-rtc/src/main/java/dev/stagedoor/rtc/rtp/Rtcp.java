package dev.stagedoor.rtc.rtp;

import java.util.List;

/** Reads and writes RTCP compounds, also reduced-size ones (RFC 3550 section 6, RFC 5506). */
public final class Rtcp {
    private Rtcp() {}

    /**
     * Reads a compound. Total: packets that are not understood (APP, XR) or whose body is broken are left out, and a
     * compound whose packets do not fit into its length gives an empty list.
     */
    public static List<RtcpPacket> parse(byte[] buffer, int offset, int length) {
        return new RtcpParser(buffer, offset, length).parse();
    }

    /**
     * Writes a compound.
     *
     * @return bytes written, or -1 when {@code out} has no room from {@code offset} on
     */
    public static int write(List<? extends RtcpPacket> packets, byte[] out, int offset) {
        return new RtcpWriter(out, offset).write(packets);
    }
}
