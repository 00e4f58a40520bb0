package dev.stagedoor.recorder.internal.intake;

/** How long an Opus packet plays (RFC 6716 section 3.1). */
final class OpusDuration {
    private static final int[] SILK = {480, 960, 1920, 2880};
    private static final int[] HYBRID = {480, 960};
    private static final int[] CELT = {120, 240, 480, 960};
    private static final int LONGEST = 5760;

    private OpusDuration() {}

    /** Ticks of 48 kHz; 960 for a packet that makes no sense. */
    static int of(byte[] packet) {
        if (packet.length == 0) {
            return 960;
        }
        int config = packet[0] >> 3 & 31;
        int frame = config < 12 ? SILK[config & 3] : config < 16 ? HYBRID[config & 1] : CELT[config & 3];
        int total = frame * frames(packet);
        return total > 0 && total <= LONGEST ? total : 960;
    }

    private static int frames(byte[] packet) {
        int code = packet[0] & 3;
        if (code == 3) {
            return packet.length > 1 ? packet[1] & 63 : 0;
        }
        return code == 0 ? 1 : 2;
    }
}
