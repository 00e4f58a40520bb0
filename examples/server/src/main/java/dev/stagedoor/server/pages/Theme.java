package dev.stagedoor.server.pages;

import java.util.Locale;

/** Light, dark, or what the device says. */
public enum Theme {
    /** What the device says. */
    AUTO,
    /** Light. */
    LIGHT,
    /** Dark. */
    DARK;

    /** Reads the cookie's value; anything unknown is {@link #AUTO}. */
    public static Theme of(String value) {
        for (Theme theme : values()) {
            if (theme.key().equals(value)) {
                return theme;
            }
        }
        return AUTO;
    }

    /** The name in cookies and attributes. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
