package dev.stagedoor.server.pages;

import java.util.Locale;

/** What a class is at the moment: always a word and a shape, never only a colour. */
public enum Badge {
    /** On air. */
    LIVE("Live"),
    /** Its time has come or is close, and it is not on air yet. */
    STARTING("Starting soon"),
    /** It will be. */
    SCHEDULED("Scheduled"),
    /** It was. */
    ENDED("Ended"),
    /** It was called off. */
    CANCELLED("Cancelled");

    private final String word;

    Badge(String word) {
        this.word = word;
    }

    /** The word on the badge. */
    public String word() {
        return word;
    }

    /** The name used in class names and icon names. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
