package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bounded parser: every text gives a description or an {@link SdpException}. */
final class SdpParser {
    private static final int MAX_PORT = 65_535;

    private final List<Attribute> session = new ArrayList<>();
    private final List<MediaDescription.Builder> media = new ArrayList<>();
    private String origin = "";
    private MediaDescription.@Nullable Builder current;

    private SdpParser() {}

    static SessionDescription parse(String text) {
        SdpParser parser = new SdpParser();
        parser.readLines(Lines.of(text));
        List<Attribute> inherited = List.copyOf(parser.session);
        List<MediaDescription> sections =
                parser.media.stream().map(m -> m.build(inherited)).toList();
        return new SessionDescription(parser.origin, parser.session, sections);
    }

    private void readLines(List<String> lines) {
        int start = lines.indexOf("v=0");
        if (start < 0) {
            throw SdpException.malformed("no v=0 line");
        }
        for (String line : lines.subList(start + 1, lines.size())) {
            readLine(line);
        }
        if (origin.isEmpty()) {
            throw SdpException.malformed("no o= line");
        }
    }

    private void readLine(String line) {
        if (line.isEmpty()) {
            return;
        }
        if (line.length() < 2 || line.charAt(1) != '=' || !Character.isLowerCase(line.charAt(0))) {
            throw SdpException.malformed("a line does not start with a letter and '='");
        }
        String value = line.substring(2);
        switch (line.charAt(0)) {
            case 'a' -> readAttribute(value);
            case 'm' -> readMedia(value);
            case 'o' -> origin = current == null ? value : origin;
            default -> {}
        }
    }

    private void readAttribute(String value) {
        if (value.isEmpty() || value.charAt(0) == ':') {
            return;
        }
        Attribute attribute = Attribute.parse(value);
        if (current == null) {
            session.add(attribute);
        } else {
            current.attribute(attribute);
        }
    }

    private void readMedia(String value) {
        if (media.size() == SdpLimits.MAX_MEDIA) {
            throw SdpException.tooLarge("too many m= sections");
        }
        current = parseMediaLine(value);
        media.add(current);
    }

    static MediaDescription.Builder parseMediaLine(String value) {
        String[] words = Words.of(value);
        if (words.length < 4) {
            throw SdpException.malformed("m= line with too few fields");
        }
        if (words.length - 3 > SdpLimits.MAX_FORMATS) {
            throw SdpException.tooLarge("too many payload types");
        }
        int slash = words[1].indexOf('/');
        int port = Numbers.parse(slash < 0 ? words[1] : words[1].substring(0, slash), MAX_PORT);
        if (port < 0) {
            throw SdpException.malformed("m= line with a bad port");
        }
        return new MediaDescription.Builder(
                words[0], port, words[2], List.of(words).subList(3, words.length));
    }
}
