package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * Who may play with a token. Of up to 5 rules the first that matches decides; without a match playing is allowed, so end with {@link #any} and {@link
 * Action#BLOCK}.
 *
 * @param kind what is looked at
 * @param action what follows
 * @param values addresses (with or without a prefix length) or two-letter countries; none for {@link Kind#ANY}
 */
public record AccessRule(Kind kind, Action action, List<String> values) {
    /** What a rule looks at. */
    public enum Kind {
        /** Matches everybody. */
        ANY("any"),
        /** The viewer's address. */
        IP("ip.src"),
        /** The country of the viewer's address. */
        COUNTRY("ip.geoip.country");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** What a rule that matches does. */
    public enum Action {
        ALLOW,
        BLOCK
    }

    /** @throws IllegalArgumentException when there are values for everybody, or none for a kind that needs them */
    public AccessRule {
        values = List.copyOf(values);
        if (values.isEmpty() != (kind == Kind.ANY)) {
            throw new IllegalArgumentException("a rule of kind IP or COUNTRY takes values, one of kind ANY takes none");
        }
    }

    /**
     * @param action what follows
     * @return a rule that matches everybody
     */
    public static AccessRule any(Action action) {
        return new AccessRule(Kind.ANY, action, List.of());
    }

    /**
     * @param action what follows
     * @param addresses such as {@code 192.0.2.0/24}
     * @return a rule that matches viewers from there
     */
    public static AccessRule ip(Action action, List<String> addresses) {
        return new AccessRule(Kind.IP, action, addresses);
    }

    /**
     * @param action what follows
     * @param countries such as {@code DE}
     * @return a rule that matches viewers from there
     */
    public static AccessRule country(Action action, List<String> countries) {
        return new AccessRule(Kind.COUNTRY, action, countries);
    }

    ObjectNode body() {
        ObjectNode body =
                Json.object().put("type", kind.word).put("action", action.name().toLowerCase(Locale.ROOT));
        if (kind != Kind.ANY) {
            values.forEach(body.putArray(kind == Kind.IP ? "ip" : "country")::add);
        }
        return body;
    }
}
