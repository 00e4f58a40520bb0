package dev.stagedoor.testkit.cloudflare;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the API or of an upload address, as it came. Media are not in it.
 *
 * @param method such as {@code POST}
 * @param path with the query, as sent
 * @param headers names in lower case, the first value of each; the credential is there as {@code authorization}
 * @param body text of a JSON body; empty for uploads
 */
public record Call(String method, String path, Map<String, String> headers, String body) {
    /** Copies the headers. */
    public Call {
        headers = Map.copyOf(headers);
    }

    /** {@return the value of a field} */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return the path behind {@code /client/v4/accounts/{account}}, without the query; other paths whole} */
    public String route() {
        int query = path.indexOf('?');
        return (query < 0 ? path : path.substring(0, query)).replaceFirst("^/client/v4(/accounts/[^/]+)?", "");
    }

    /** Method and route, without identifiers: those of uploads are credentials. */
    @Override
    public String toString() {
        return method + " " + route().replaceAll("[0-9a-f]{32,}", "*");
    }
}
