package dev.stagedoor.server.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Small texts that several pages share. */
public final class Words {
    private static final int PICTURES = 6;

    private Words() {}

    /** {@code 1 seat}, {@code 2 seats}, {@code 1,200 seats}. */
    public static String count(long number, String unit) {
        return number(number) + " " + unit + (number == 1 ? "" : "s");
    }

    /** {@code 1,200}. */
    public static String number(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    /** {@code 20 tokens}. */
    public static String tokens(long amount) {
        return count(amount, "token");
    }

    /** A price: {@code 20 tokens}, or {@code Free}. */
    public static String price(long amount) {
        return amount == 0 ? "Free" : tokens(amount);
    }

    /** A length: {@code 45 min}, {@code 1 h}, {@code 1 h 30 min}. */
    public static String length(long minutes) {
        if (minutes < 60) {
            return minutes + " min";
        }
        return minutes % 60 == 0 ? minutes / 60 + " h" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    /** Which of the drawn stages stands in for a class without a picture; the same class always gets the same one. */
    public static int picture(String id) {
        return Math.floorMod(id.hashCode(), PICTURES);
    }

    /** A text made safe for the value of a query parameter. */
    public static String inQuery(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
