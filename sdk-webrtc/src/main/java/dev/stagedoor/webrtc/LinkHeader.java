package dev.stagedoor.webrtc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code Link} headers (RFC 8288 section 3). Total: what cannot be read is left out. */
final class LinkHeader {
    /** One link. */
    record Link(String target, Map<String, String> parameters) {
        boolean hasRelation(String relation) {
            for (String word : parameters.getOrDefault("rel", "").split(" ")) {
                if (word.equalsIgnoreCase(relation)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final String text;
    private int at;

    private LinkHeader(String text) {
        this.text = text;
    }

    static List<IceServer> iceServers(List<String> values) {
        return values.stream()
                .flatMap(v -> parse(v).stream())
                .filter(l -> l.hasRelation("ice-server"))
                .map(l -> new IceServer(
                        l.target,
                        l.parameters.getOrDefault("username", ""),
                        l.parameters.getOrDefault("credential", "")))
                .toList();
    }

    static List<Link> parse(String value) {
        return new LinkHeader(value).links();
    }

    private List<Link> links() {
        List<Link> links = new ArrayList<>();
        while (true) {
            int open = text.indexOf('<', at);
            int close = open < 0 ? -1 : text.indexOf('>', open);
            if (close < 0) {
                return links;
            }
            at = close + 1;
            links.add(new Link(text.substring(open + 1, close).trim(), parameters()));
        }
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new LinkedHashMap<>();
        while (at < text.length() && text.charAt(at) != ',') {
            if (text.charAt(at) == ';' || Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            int start = at;
            String name = token().toLowerCase(Locale.ROOT);
            String value = "";
            if (at < text.length() && text.charAt(at) == '=') {
                at++;
                skipBlanks();
                value = at < text.length() && text.charAt(at) == '"' ? quoted() : token();
            }
            parameters.putIfAbsent(name, value);
            if (at == start) {
                at++;
            }
        }
        at++;
        return parameters;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private String token() {
        int start = at;
        while (at < text.length() && "=;,\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at).trim();
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        at++;
        return value.toString();
    }
}
