package dev.stagedoor.rtc.ice;

import java.util.Random;
import java.util.regex.Pattern;

/**
 * User name fragment and password of one ICE session (RFC 8445 section 5.3).
 *
 * @param ufrag 4 to 256 ice-chars
 * @param pwd 22 to 256 ice-chars
 */
public record IceCredentials(String ufrag, String pwd) {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int UFRAG_LENGTH = 8;
    private static final int PWD_LENGTH = 24;

    public IceCredentials {
        if (!UFRAG.matcher(ufrag).matches()) {
            throw new IllegalArgumentException("ice-ufrag must be 4 to 256 ice-chars");
        }
        if (!PWD.matcher(pwd).matches()) {
            throw new IllegalArgumentException("ice-pwd must be 22 to 256 ice-chars");
        }
    }

    /** Fresh credentials of 48 and 144 random bits. */
    public static IceCredentials random(Random random) {
        return new IceCredentials(text(random, UFRAG_LENGTH), text(random, PWD_LENGTH));
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
