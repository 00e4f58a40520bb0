package dev.stagedoor.rtc.sdp;

/** Tells candidates that are broken (an error) from those that are only of no use to us (dropped in silence). */
final class CandidateSyntax {
    private static final int MIN_FIELDS = 8;
    private static final int COMPONENT = 1;
    private static final int PRIORITY = 3;
    private static final int PORT = 5;
    private static final int TYP = 6;

    private CandidateSyntax() {}

    static void require(String value) {
        String[] field = Words.of(value);
        boolean wellFormed = field.length >= MIN_FIELDS
                && Numbers.parse(field[COMPONENT], 256) >= 0
                && Numbers.parseLong(field[PRIORITY], 0xffff_ffffL) >= 0
                && Numbers.parse(field[PORT], 65_535) >= 0
                && field[TYP].equals("typ");
        if (!wellFormed) {
            throw SdpException.malformed("a candidate with missing or broken fields");
        }
    }
}
