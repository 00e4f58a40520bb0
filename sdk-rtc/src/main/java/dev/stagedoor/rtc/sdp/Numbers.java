package dev.stagedoor.rtc.sdp;

/** Bounded parsing of unsigned decimal numbers without exceptions. */
final class Numbers {
    private Numbers() {}

    /** The value, or -1 when the text is no number between 0 and {@code max}. */
    static int parse(String text, int max) {
        return (int) parseLong(text, max);
    }

    /** The value, or -1 when the text is no number between 0 and {@code max}. */
    static long parseLong(String text, long max) {
        if (text.isEmpty() || text.length() > 19) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (max - digit) / 10) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
