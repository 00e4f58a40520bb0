package dev.stagedoor.server.media;

import dev.stagedoor.cloudflare.stream.AccountCheck;
import dev.stagedoor.cloudflare.stream.CheckReport;
import dev.stagedoor.cloudflare.stream.MediaUrls;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.server.config.CloudflareSettings;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Optional;

/** Tries the configured account before a class depends on it. Makes a live input for the purpose, and deletes it; a server may be running meanwhile. */
public final class CloudflareCheck {
    private static final int WRONG = 1;

    private CloudflareCheck() {}

    /**
     * Checks and reports.
     *
     * @return the exit code: 0 when nothing failed, 1 otherwise
     */
    public static int run(CloudflareSettings settings, InstantSource clock, PrintStream out) {
        Optional<ViewerTokens> tokens;
        try {
            tokens = settings.signingKey().map(it -> ViewerTokens.of(it.id(), it.key(), clock));
        } catch (IllegalArgumentException unreadable) {
            out.println("CLOUDFLARE_STREAM_SIGNING_KEY cannot be used: " + unreadable.getMessage());
            return WRONG;
        }
        CheckReport report = AccountCheck.of(
                        CloudflareMedia.client(settings, clock),
                        tokens,
                        settings.customerCode().map(MediaUrls::of),
                        clock)
                .run();
        out.print(report);
        out.println(report.passed() ? "Nothing failed." : "Something failed: see the lines above.");
        return report.passed() ? 0 : WRONG;
    }
}
