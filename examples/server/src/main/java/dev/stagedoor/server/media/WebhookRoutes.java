package dev.stagedoor.server.media;

import dev.stagedoor.cloudflare.stream.LiveNotification;
import dev.stagedoor.cloudflare.stream.Video;
import dev.stagedoor.cloudflare.stream.WebhookPayload;
import dev.stagedoor.cloudflare.stream.WebhookSignature;
import dev.stagedoor.cloudflare.stream.WebhookSignature.Verdict;
import dev.stagedoor.server.config.CloudflareSettings;
import dev.stagedoor.server.http.Json;
import dev.stagedoor.server.http.Problem;
import dev.stagedoor.server.http.Routes;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Cloudflare calls. A delivery is never believed for its content: it only has us look sooner at what the API says, so one that comes twice, late or in the wrong
 * order does no harm.
 */
public final class WebhookRoutes implements Routes {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookRoutes.class);
    private static final int LARGEST = 256 * 1024;

    private final Optional<WebhookSignature> videos;
    private final Optional<String> notifications;
    private final Runnable storeSoon;
    private final Runnable look;

    /**
     * @param settings have the secrets; without one an address stays closed
     * @param storeSoon looks after uploads
     * @param look looks for live classes to record
     */
    public WebhookRoutes(
            Optional<CloudflareSettings> settings, InstantSource clock, Runnable storeSoon, Runnable look) {
        this.videos = settings.flatMap(CloudflareSettings::webhookSecret)
                .map(secret -> WebhookSignature.with(secret, WebhookSignature.DEFAULT_MAX_AGE, clock));
        this.notifications = settings.flatMap(CloudflareSettings::notificationSecret);
        this.storeSoon = storeSoon;
        this.look = look;
    }

    @Override
    public void register(JavalinDefaultRoutingApi routes) {
        routes.post("/api/webhooks/cloudflare/stream", this::video);
        routes.post("/api/webhooks/cloudflare/notifications", this::notification);
    }

    private void video(Context ctx) throws IOException {
        WebhookSignature signature = videos.orElseThrow(WebhookRoutes::closed);
        byte[] body = body(ctx);
        String header = Optional.ofNullable(ctx.header(WebhookSignature.HEADER)).orElse("");
        Verdict verdict = signature.verify(header, body);
        if (verdict != Verdict.GENUINE) {
            LOG.warn("a webhook was refused: {}", verdict);
            throw refused(
                    verdict == Verdict.STALE
                            ? "This delivery is too old. Are the clocks right?"
                            : "This delivery is not signed with the secret of CLOUDFLARE_WEBHOOK_SECRET.");
        }
        Video video = WebhookPayload.parse(body).orElseThrow(() -> Problem.malformed("This is no video."));
        LOG.info(
                "Cloudflare says that video {} is {}",
                video.uid(),
                video.status().state());
        storeSoon.run();
        Json.answer(ctx, 200, Map.of("received", true));
    }

    private void notification(Context ctx) throws IOException {
        String secret = notifications.orElseThrow(WebhookRoutes::closed);
        byte[] body = body(ctx);
        String given =
                Optional.ofNullable(ctx.header(LiveNotification.SECRET_HEADER)).orElse("");
        if (!LiveNotification.isAuthentic(given, secret)) {
            LOG.warn("a notification was refused");
            throw refused("This delivery does not carry the secret of CLOUDFLARE_NOTIFICATION_SECRET.");
        }
        LiveNotification.parse(body).ifPresent(it -> {
            LOG.info(
                    "Cloudflare says of live input {}: {} {}",
                    it.inputUid(),
                    it.event(),
                    it.error().orElse(""));
            look.run();
        });
        Json.answer(ctx, 200, Map.of("received", true));
    }

    private static byte[] body(Context ctx) throws IOException {
        byte[] body = ctx.req().getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw Problem.of(413, "too_large", "Too large", "A delivery has at most " + LARGEST + " bytes.");
        }
        return body;
    }

    private static Problem refused(String why) {
        return Problem.of(401, "unauthenticated", "Not from Cloudflare", why);
    }

    private static Problem closed() {
        return Problem.notFound("No webhook secret is configured, so this address is closed.");
    }
}
