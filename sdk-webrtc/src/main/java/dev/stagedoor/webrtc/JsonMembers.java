package dev.stagedoor.webrtc;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The string members of the outermost JSON object: all that error replies are read for, so that this module needs no JSON
 * library. Total: broken text gives what was read before the break.
 */
final class JsonMembers {
    private final String text;
    private int at;

    private JsonMembers(String text) {
        this.text = text;
    }

    static Map<String, String> of(String text) {
        return new JsonMembers(text).read();
    }

    private Map<String, String> read() {
        Map<String, String> members = new LinkedHashMap<>();
        int depth = 0;
        String name = "";
        boolean value = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                String string = string();
                if (depth == 1 && value) {
                    members.putIfAbsent(name, string);
                } else if (depth == 1) {
                    name = string;
                }
                continue;
            }
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            value = depth == 1 && c == ':' || value && c != ',';
            at++;
        }
        return members;
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        at++;
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at++);
            out.append(c == '\\' && at < text.length() ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() {
        char c = text.charAt(at++);
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r', 'b', 'f' -> ' ';
            case 'u' -> unicode();
            default -> c;
        };
    }

    private char unicode() {
        int end = Math.min(text.length(), at + 4);
        try {
            char c = (char) Integer.parseInt(text.substring(at, end), 16);
            at = end;
            return c;
        } catch (NumberFormatException e) {
            return '?';
        }
    }
}
