package dev.stagedoor.rtc.sdp;

/**
 * One {@code a=} line.
 *
 * @param name the part before the colon, as written
 * @param value the part after the colon; empty for a property attribute
 */
public record Attribute(String name, String value) {
    public Attribute {
        if (name.isEmpty() || hasLineBreak(name) || hasLineBreak(value)) {
            throw SdpException.malformed("attribute with an empty name or a line break");
        }
    }

    /** A property attribute such as {@code a=rtcp-mux}. */
    public static Attribute of(String name) {
        return new Attribute(name, "");
    }

    static Attribute parse(String text) {
        int colon = text.indexOf(':');
        return colon < 0 ? new Attribute(text, "") : new Attribute(text.substring(0, colon), text.substring(colon + 1));
    }

    private static boolean hasLineBreak(String text) {
        return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
    }

    void appendTo(StringBuilder out) {
        out.append("a=").append(name);
        if (!value.isEmpty()) {
            out.append(':').append(value);
        }
        out.append("\r\n");
    }
}
