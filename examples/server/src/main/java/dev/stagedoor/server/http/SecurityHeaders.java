package dev.stagedoor.server.http;

import io.javalin.http.Context;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Response headers that keep a browser from doing what no page of ours needs. */
final class SecurityHeaders {

    private static String policy(Set<String> media) {
        String others = media.isEmpty() ? "" : " " + String.join(" ", new TreeSet<>(media));
        return String.join(
                "; ",
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "img-src 'self' data: blob:" + others,
                "media-src 'self' blob:" + others,
                "font-src 'self'",
                "connect-src 'self'" + others,
                "manifest-src 'self'",
                "worker-src 'self' blob:",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'",
                "object-src 'none'");
    }

    private final boolean secure;
    private final Supplier<Set<String>> media;

    /**
     * @param secure whether people come by https
     * @param media other sites whose picture and sound our pages load
     */
    SecurityHeaders(boolean secure, Supplier<Set<String>> media) {
        this.secure = secure;
        this.media = media;
    }

    void apply(Context ctx) {
        ctx.header("Content-Security-Policy", policy(media.get()))
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Referrer-Policy", "strict-origin-when-cross-origin")
                .header(
                        "Permissions-Policy",
                        "camera=(self), microphone=(self), display-capture=(self), autoplay=(self), "
                                + "fullscreen=(self), picture-in-picture=(self), geolocation=(), payment=(), usb=()")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cross-Origin-Resource-Policy", "same-origin");
        if (secure) {
            ctx.header("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
