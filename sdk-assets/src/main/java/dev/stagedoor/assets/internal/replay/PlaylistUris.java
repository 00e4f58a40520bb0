package dev.stagedoor.assets.internal.replay;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hands a token on to what a playlist names (RFC 8216 section 4.1), for players that cannot send headers. */
public final class PlaylistUris {
    private static final Pattern ATTRIBUTE = Pattern.compile("(?<=[:,])URI=\"([^\"]*)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*|/.*");

    private PlaylistUris() {}

    /**
     * @param playlist a media or multivariant playlist
     * @param token needs no escaping in a URL
     * @return the playlist with the token in every relative URI; those that lead elsewhere are left alone
     */
    public static String withToken(String playlist, String token) {
        StringBuilder out = new StringBuilder(playlist.length() * 2);
        playlist.lines().forEach(line -> out.append(line(line, token)).append('\n'));
        return out.toString();
    }

    private static String line(String line, String token) {
        if (line.isBlank()) {
            return line;
        }
        if (!line.startsWith("#")) {
            return uri(line.trim(), token);
        }
        Matcher attribute = ATTRIBUTE.matcher(line);
        return line.toUpperCase(Locale.ROOT).startsWith("#EXT")
                ? attribute.replaceAll(found -> Matcher.quoteReplacement("URI=\"" + uri(found.group(1), token) + "\""))
                : line;
    }

    private static String uri(String uri, String token) {
        if (ELSEWHERE.matcher(uri).matches()) {
            return uri;
        }
        return uri + (uri.contains("?") ? "&" : "?") + "token=" + token;
    }
}
