package dev.stagedoor.rtc.sdp;

import java.util.Locale;

/** The media type of an {@code m=} section (RFC 8866 section 5.14). */
public enum MediaKind {
    AUDIO,
    VIDEO,
    /** A data channel section. */
    APPLICATION,
    /** Any other type; kept so that an answer can reject it in its place. */
    OTHER;

    static MediaKind of(String token) {
        return switch (token.toLowerCase(Locale.ROOT)) {
            case "audio" -> AUDIO;
            case "video" -> VIDEO;
            case "application" -> APPLICATION;
            default -> OTHER;
        };
    }

    /** The token used on the wire, in lower case. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
