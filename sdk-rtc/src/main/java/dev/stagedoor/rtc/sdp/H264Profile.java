package dev.stagedoor.rtc.sdp;

import java.util.Locale;

/**
 * The class of an H.264 profile (RFC 6184 section 8.1). Two payloads agree when their classes are the same; the level and
 * the exact constraint bits are ignored, because real clients write them wrongly.
 */
public enum H264Profile {
    /** Baseline and constrained baseline. */
    BASELINE,
    MAIN,
    EXTENDED,
    /** High, constrained and progressive high. */
    HIGH,
    HIGH_10,
    HIGH_422,
    HIGH_444,
    /** Not one of the above. */
    UNKNOWN;

    /** The class of a {@code profile-level-id}; baseline when the parameter is missing (RFC 6184 section 8.1). */
    public static H264Profile of(String profileLevelId) {
        if (profileLevelId.isEmpty()) {
            return BASELINE;
        }
        String id = profileLevelId.toLowerCase(Locale.ROOT);
        int constraints = id.length() >= 4 ? hex(id.charAt(2)) : 0;
        return switch (id.length() >= 2 ? id.substring(0, 2) : id) {
            case "42" -> BASELINE;
            case "4d" -> (constraints & 0x8) != 0 ? BASELINE : MAIN;
            case "58" -> (constraints & 0x8) != 0 ? BASELINE : EXTENDED;
            case "64" -> HIGH;
            case "6e" -> HIGH_10;
            case "7a" -> HIGH_422;
            case "f4" -> HIGH_444;
            default -> UNKNOWN;
        };
    }

    private static int hex(char digit) {
        return Math.max(0, Character.digit(digit, 16));
    }
}
