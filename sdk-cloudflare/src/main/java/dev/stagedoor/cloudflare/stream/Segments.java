package dev.stagedoor.cloudflare.stream;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Makes ids and words part of an address, such that none can leave its place. RFC 3986 sections 2.1 to 2.3. */
final class Segments {
    private static final int LONGEST_ID = 128;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[0-9A-Za-z]{1,8}){0,4}");
    private static final String HEX = "0123456789ABCDEF";

    private Segments() {}

    /** An id that came from outside; it is not shown, because what is passed by mistake may be a key. */
    static String id(String name, String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || !isAll(id, false)) {
            throw new IllegalArgumentException(name + " must be 1 to " + LONGEST_ID
                    + " letters, digits, - and _; what was given has " + id.length()
                    + " characters and is not shown");
        }
        return id;
    }

    /** A language tag such as {@code en} or {@code pt-BR}. BCP 47. */
    static String language(String tag) {
        if (!LANGUAGE.matcher(tag).matches()) {
            throw new IllegalArgumentException("language must be a tag such as en or pt-BR");
        }
        return tag;
    }

    static String encoded(String text) {
        if (isAll(text, true)) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.charAt(octet >> 4 & 0xF)).append(HEX.charAt(octet & 0xF));
            }
        }
        return encoded.toString();
    }

    private static boolean isAll(String text, boolean unreserved) {
        for (int i = 0; i < text.length(); i++) {
            if (!(unreserved ? isUnreserved(text.charAt(i)) : isOfAnId(text.charAt(i)))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnreserved(int character) {
        return isOfAnId(character) || character == '.' || character == '~';
    }

    private static boolean isOfAnId(int character) {
        return character >= 'a' && character <= 'z'
                || character >= 'A' && character <= 'Z'
                || character >= '0' && character <= '9'
                || character == '-'
                || character == '_';
    }
}
