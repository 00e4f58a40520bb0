package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Posts what is due, to loopback only: an emulator never speaks to the world. */
final class Courier {
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /** One attempt. */
    Delivery deliver(JsonNode due, Instant now) throws InterruptedException {
        URI url = URI.create(due.path("url").asText());
        String body = due.path("body").asText();
        String secret = due.path("secret").asText();
        Map<String, String> headers = due.path("kind").asText().equals("signature")
                ? Map.of("Webhook-Signature", signature(secret, now.getEpochSecond(), body))
                : Map.of("cf-webhook-auth", secret);
        return new Delivery(url, headers, body, post(url, headers, body));
    }

    private int post(URI url, Map<String, String> headers, String body) throws InterruptedException {
        if (!isLoopback(url)) {
            return 0;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException noAnswer) {
            return 0;
        }
    }

    static boolean isLoopback(URI url) {
        try {
            return url.getHost() != null && InetAddress.getByName(url.getHost()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    static String signature(String secret, long time, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] sum = mac.doFinal((time + "." + body).getBytes(StandardCharsets.UTF_8));
            return "time=" + time + ",sig1=" + HexFormat.of().formatHex(sum);
        } catch (GeneralSecurityException fault) {
            throw new IllegalStateException("no HMAC", fault);
        }
    }
}
