package dev.stagedoor.cloudflare.stream;

import java.util.regex.Pattern;

/** Blots out of foreign words what may be a credential, and what does not belong in a line of a log. */
final class Redaction {
    private static final int LONGEST = 300;
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)[^\\s\"'<>]+");
    private static final Pattern JWT = Pattern.compile("eyJ[0-9A-Za-z_-]+\\.[0-9A-Za-z_.-]+");
    private static final Pattern STREAM_SECRET = Pattern.compile("(?i)[0-9a-f]{32}k[0-9a-f]{32}");
    private static final Pattern DOCUMENTATION =
            Pattern.compile("https://(?:www|dash|developers)\\.cloudflare\\.com/[0-9A-Za-z/._#-]{0,200}");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}+");

    private final String apiToken;

    Redaction(String apiToken) {
        this.apiToken = apiToken;
    }

    /** Leaves Cloudflare's own pages as they are. */
    String ofDocumentation(String address) {
        return DOCUMENTATION.matcher(address).matches() ? address : of(address);
    }

    String of(String words) {
        String shown = words.replace(apiToken, "[token]");
        shown = STREAM_SECRET.matcher(shown).replaceAll("[secret]");
        shown = JWT.matcher(shown).replaceAll("[token]");
        shown = ADDRESS.matcher(shown).replaceAll("$1[address]");
        shown = CONTROL.matcher(shown).replaceAll(" ");
        return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "…";
    }
}
