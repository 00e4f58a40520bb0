package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An SDP session description (RFC 8866), immutable. What an {@code m=} section does not say itself it takes from the
 * session level, so {@link MediaDescription} always tells the effective value.
 */
public final class SessionDescription {
    private final String origin;
    private final List<Attribute> attributes;
    private final List<MediaDescription> media;

    /**
     * A description from its parts.
     *
     * @param origin value of the {@code o=} line
     * @param attributes session-level attributes
     * @param media sections in order
     */
    public SessionDescription(String origin, List<Attribute> attributes, List<MediaDescription> media) {
        this.origin = origin;
        this.attributes = List.copyOf(attributes);
        this.media = List.copyOf(media);
    }

    /**
     * Parses text with CRLF or LF line ends; anything before {@code v=0} is skipped. Never throws anything but:
     *
     * @throws SdpException when the text is too large or is not SDP
     */
    public static SessionDescription parse(String text) {
        return SdpParser.parse(text);
    }

    /** Value of the {@code o=} line. */
    public String origin() {
        return origin;
    }

    /** Session-level attributes in order. */
    public List<Attribute> attributes() {
        return attributes;
    }

    /** Sections in order, also those with port 0. */
    public List<MediaDescription> media() {
        return media;
    }

    /** The value of the first session-level attribute of that name. */
    public Optional<String> attribute(String name) {
        return attributes.stream()
                .filter(a -> a.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }

    /** The mids of the first {@code a=group:BUNDLE} line, in order; empty when there is none (RFC 9143). */
    public List<String> bundle() {
        for (Attribute attribute : attributes) {
            if (attribute.name().equals("group")) {
                List<String> words = Arrays.asList(Words.of(attribute.value()));
                if (words.get(0).equals("BUNDLE")) {
                    return List.copyOf(words.subList(1, words.size()));
                }
            }
        }
        return List.of();
    }

    /** The section with that mid. */
    public Optional<MediaDescription> media(String mid) {
        return media.stream().filter(m -> m.mid().equals(mid)).findFirst();
    }

    /** The text on the wire, with CRLF line ends. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(2048);
        out.append("v=0\r\no=").append(origin).append("\r\ns=-\r\nt=0 0\r\n");
        attributes.forEach(a -> a.appendTo(out));
        media.forEach(m -> m.appendTo(out));
        return out.toString();
    }

    /** Collects a description. */
    static final class Builder {
        private final List<Attribute> attributes = new ArrayList<>();
        private final List<MediaDescription> media = new ArrayList<>();

        Builder attribute(String name, String value) {
            attributes.add(new Attribute(name, value));
            return this;
        }

        Builder media(MediaDescription section) {
            media.add(section);
            return this;
        }

        SessionDescription build(long sessionId) {
            return new SessionDescription("- " + sessionId + " 1 IN IP4 127.0.0.1", attributes, media);
        }
    }
}
