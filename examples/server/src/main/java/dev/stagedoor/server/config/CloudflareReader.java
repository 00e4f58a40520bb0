package dev.stagedoor.server.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the variables of a Cloudflare account: all that belong together, or none. */
final class CloudflareReader {

    private static final List<String> PRESENT = List.of(
            "CLOUDFLARE_ACCOUNT_ID",
            "CLOUDFLARE_API_TOKEN",
            "CLOUDFLARE_STREAM_CUSTOMER_CODE",
            "CLOUDFLARE_STREAM_SIGNING_KEY_ID",
            "CLOUDFLARE_STREAM_SIGNING_KEY",
            "CLOUDFLARE_BASE_URL");

    private final ConfigReader variables;
    private final List<String> problems;

    private CloudflareReader(ConfigReader variables, List<String> problems) {
        this.variables = variables;
        this.problems = problems;
    }

    static Optional<CloudflareSettings> read(ConfigReader variables, List<String> problems) {
        boolean none = PRESENT.stream().allMatch(name -> variables.value(name).isEmpty());
        return none ? Optional.empty() : Optional.of(new CloudflareReader(variables, problems).settings());
    }

    private CloudflareSettings settings() {
        Optional<URI> base = baseUrl();
        List<String> missing = new ArrayList<>();
        needed("CLOUDFLARE_ACCOUNT_ID", missing);
        needed("CLOUDFLARE_API_TOKEN", missing);
        if (base.isEmpty()) {
            needed("CLOUDFLARE_STREAM_CUSTOMER_CODE", missing);
        }
        if (!missing.isEmpty()) {
            problems.add("Cloudflare Stream as provider also needs " + String.join(", ", missing) + ".");
        }
        expect("CLOUDFLARE_ACCOUNT_ID", "[0-9a-fA-F]{32}", "32 hexadecimal digits");
        expect("CLOUDFLARE_API_TOKEN", "[\\x21-\\x7E]{1,4096}", "visible ASCII characters without spaces");
        expect(
                "CLOUDFLARE_STREAM_CUSTOMER_CODE",
                "[0-9A-Za-z-]{1,100}",
                "the code between customer- and .cloudflarestream.com");
        // with another base URL, media is where that API says it is
        Optional<String> code = base.isPresent() ? Optional.empty() : text("CLOUDFLARE_STREAM_CUSTOMER_CODE");
        return new CloudflareSettings(
                variables.value("CLOUDFLARE_ACCOUNT_ID"),
                variables.value("CLOUDFLARE_API_TOKEN"),
                code,
                signingKey(),
                base,
                text("CLOUDFLARE_WEBHOOK_SECRET"),
                text("CLOUDFLARE_NOTIFICATION_SECRET"));
    }

    private Optional<String> text(String name) {
        return Optional.of(variables.value(name)).filter(it -> !it.isEmpty());
    }

    private void needed(String name, List<String> missing) {
        if (variables.value(name).isEmpty()) {
            missing.add(name);
        }
    }

    /** What was given is not repeated: it may be a secret. */
    private void expect(String name, String pattern, String words) {
        String value = variables.value(name);
        if (!value.isEmpty() && !value.matches(pattern)) {
            problems.add(name + " must be " + words + ".");
        }
    }

    private Optional<CloudflareSettings.SigningKey> signingKey() {
        String id = variables.value("CLOUDFLARE_STREAM_SIGNING_KEY_ID");
        String key = variables.value("CLOUDFLARE_STREAM_SIGNING_KEY");
        if (id.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (id.isEmpty() || key.isEmpty()) {
            problems.add("CLOUDFLARE_STREAM_SIGNING_KEY_ID and CLOUDFLARE_STREAM_SIGNING_KEY go together; "
                    + "without both the server makes a key itself.");
        }
        return Optional.of(new CloudflareSettings.SigningKey(id, key));
    }

    private Optional<URI> baseUrl() {
        String value = variables.value("CLOUDFLARE_BASE_URL");
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = URI.create(value);
            boolean plain = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
            boolean safe = "https".equals(url.getScheme())
                    || "http".equals(url.getScheme())
                            && url.getHost() != null
                            && ConfigReader.isLoopback(url.getHost());
            if (url.getHost() != null && plain && safe) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, in the same words as an address that cannot be meant
        }
        problems.add("CLOUDFLARE_BASE_URL must be an https address (http on loopback) such as "
                + "https://api.cloudflare.com/client/v4, without user, query and fragment.");
        return Optional.empty();
    }
}
