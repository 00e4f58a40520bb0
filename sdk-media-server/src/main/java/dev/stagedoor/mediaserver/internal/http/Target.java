package dev.stagedoor.mediaserver.internal.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a URL names.
 *
 * @param endpoint the absolute URL of the endpoint, without query
 * @param name the live input's name in the path, decoded
 * @param session the session's id, when the URL is a session's
 */
record Target(Door door, String endpoint, String name, Optional<String> session) {
    private static final Pattern PATH = Pattern.compile("(.*)/(whip|whep)/([^/]{1,200})(?:/([^/]{1,200}))?/?");

    static Optional<Target> of(URI url) {
        Matcher path = PATH.matcher(url.getRawPath() == null ? "" : url.getRawPath());
        if (!path.matches()) {
            return Optional.empty();
        }
        Door door = Door.valueOf(path.group(2).toUpperCase(Locale.ROOT));
        String endpoint = url.getScheme() + "://" + url.getRawAuthority() + path.group(1) + "/" + path.group(2) + "/"
                + path.group(3);
        return decoded(path.group(3)).map(name -> new Target(door, endpoint, name, Optional.ofNullable(path.group(4))));
    }

    String sessionUrl(String id) {
        return endpoint + "/" + id;
    }

    private static Optional<String> decoded(String segment) {
        try {
            return Optional.of(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
