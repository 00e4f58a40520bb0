package dev.stagedoor.core.enrollment;

/**
 * Who decides on a payment, for the record.
 *
 * @param name what the person says to be called, 1 to {@value #MOST} characters, not blank
 * @param with what let them in, such as a key or a pass, never the secret itself; longer than {@value #MOST} characters is cut
 * @param from where the request came from, such as an address; longer than {@value #MOST} characters is cut
 */
public record Decider(String name, String with, String from) {
    /** The longest of each, in characters. */
    public static final int MOST = 100;

    /**
     * Checks the name and cuts the others.
     *
     * @throws IllegalArgumentException when the name is blank or too long
     */
    public Decider {
        if (name.isBlank() || name.length() > MOST) {
            throw new IllegalArgumentException("the name of who decides is 1 to " + MOST + " characters");
        }
        with = with.substring(0, Math.min(MOST, with.length()));
        from = from.substring(0, Math.min(MOST, from.length()));
    }
}
