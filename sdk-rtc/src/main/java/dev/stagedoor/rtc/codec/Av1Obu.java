package dev.stagedoor.rtc.codec;

/** Bits of an OBU header (AV1 bitstream section 5.3.2). */
final class Av1Obu {
    static final int EXTENSION = 0x04;
    static final int HAS_SIZE = 0x02;

    private static final int TEMPORAL_DELIMITER = 2;
    private static final int TILE_LIST = 8;
    private static final int PADDING = 15;

    private Av1Obu() {}

    /** Temporal delimiters, tile lists and padding are not sent over RTP. */
    static boolean isSent(int header) {
        int type = header >> 3 & 15;
        return type != TEMPORAL_DELIMITER && type != TILE_LIST && type != PADDING;
    }
}
