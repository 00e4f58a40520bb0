package dev.stagedoor.cloudflare.stream;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks of options; messages name the option and no value. */
final class Options {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.\\d{1,3}){3}|\\[::1]", Pattern.CASE_INSENSITIVE);

    private Options() {}

    static void require(boolean fine, String rule) {
        if (!fine) {
            throw new IllegalArgumentException(rule);
        }
    }

    static void requireWithin(String option, Duration given, Duration most) {
        require(
                given.toMillis() >= 1 && given.compareTo(most) <= 0,
                option + " must be 1 ms to " + most.toMillis() + " ms");
    }

    static void requireBaseUrl(URI address, boolean plainHttpAllowed) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        require(
                (scheme.equals("https") || scheme.equals("http"))
                        && address.getHost() != null
                        && address.getRawUserInfo() == null
                        && address.getRawQuery() == null
                        && address.getRawFragment() == null,
                "baseUrl must be an http or https address with a host, without user, query and fragment");
        require(
                scheme.equals("https")
                        || plainHttpAllowed
                        || LOOPBACK.matcher(address.getHost()).matches(),
                "baseUrl must be https, or allowPlainHttp must say that clear text is meant");
    }
}
