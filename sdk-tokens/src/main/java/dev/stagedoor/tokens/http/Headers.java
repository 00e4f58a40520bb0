package dev.stagedoor.tokens.http;

import java.util.regex.Pattern;

/** Checks of header fields that keep their values out of every message. RFC 9110 sections 5.1 and 5.5. */
final class Headers {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final int LONGEST_VALUE = 8192;

    private Headers() {}

    static String name(String option, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(option + " is not the name of a header field");
        }
        return name;
    }

    static String value(String option, String value) {
        if (!isValue(value)) {
            throw new IllegalArgumentException(option + " is 1 to " + LONGEST_VALUE
                    + " visible ASCII characters without spaces around them; its value is not shown here");
        }
        return value;
    }

    static boolean isValue(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST_VALUE
                && value.equals(value.strip())
                && value.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }
}
