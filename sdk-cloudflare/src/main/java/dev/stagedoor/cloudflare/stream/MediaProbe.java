package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.cloudflare.stream.Exchange.Answer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Knocks at media addresses: signalling only, no media. Shows addresses to nobody. */
final class MediaProbe {
    private static final String ORIGIN = "https://check.example.com";
    private static final int FINGERPRINT_BYTES = 32;
    private static final int UFRAG_BYTES = 4;
    private static final int PASSWORD_BYTES = 16;

    private final Api api;
    private final RandomGenerator random;

    MediaProbe(Api api, RandomGenerator random) {
        this.api = api;
        this.random = random;
    }

    /**
     * What came back.
     *
     * @param status of the answer
     * @param answer all of it; empty when the status is no 2xx
     */
    record Echo(int status, Optional<Answer> answer) {
        Optional<String> header(String name) {
            return answer.flatMap(it -> it.headers().firstValue(name));
        }
    }

    Echo get(URI address, String what) {
        return knock(new Call("GET", address, "GET " + what));
    }

    Echo delete(URI address, String what) {
        return knock(new Call("DELETE", address, "DELETE " + what));
    }

    Echo preflight(URI address, String what) {
        return knock(new Call("OPTIONS", address, "OPTIONS " + what)
                .header("Origin", ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type"));
    }

    /** Offers to send, or to receive, picture and sound that never come. */
    Echo offer(URI address, String what, boolean sending) {
        String sdp = offer(sending ? "sendonly" : "recvonly");
        return knock(new Call("POST", address, "POST " + what)
                .header("Accept", "application/sdp")
                .header("Origin", ORIGIN)
                .body("application/sdp", BodyPublishers.ofString(sdp)));
    }

    private Echo knock(Call call) {
        try {
            Answer answer = api.send(call.withoutToken());
            return new Echo(answer.status(), Optional.of(answer));
        } catch (CloudflareApiException refused) {
            return new Echo(refused.status(), Optional.empty());
        }
    }

    /** {@return the fields of cross-origin access and of ICE servers that the answer has, in its own words} */
    static Map<String, String> crossOriginFields(Echo echo) {
        Map<String, String> fields = new LinkedHashMap<>();
        echo.answer()
                .ifPresent(answer -> answer.headers().map().forEach((name, values) -> {
                    if (name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-")) {
                        fields.put(name, String.join(", ", values));
                    }
                }));
        return fields;
    }

    /** JSEP (RFC 8829) without candidates: the peer is ice-lite and waits for ours, which never come. */
    private String offer(String direction) {
        String ice = "a=ice-ufrag:" + hex(UFRAG_BYTES) + "\r\na=ice-pwd:" + hex(PASSWORD_BYTES) + "\r\n"
                + "a=fingerprint:sha-256 "
                + HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes(FINGERPRINT_BYTES)) + "\r\n"
                + "a=setup:actpass\r\n";
        String common = "c=IN IP4 0.0.0.0\r\n" + ice + "a=rtcp-mux\r\na=" + direction + "\r\n";
        boolean sends = direction.equals("sendonly");
        return "v=0\r\no=- " + (random.nextLong() >>> 2)
                + " 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\n"
                + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\n" + common + "a=mid:0\r\na=rtpmap:111 opus/48000/2\r\n"
                + (sends ? "a=msid:check audio\r\n" : "")
                + "m=video 9 UDP/TLS/RTP/SAVPF 102\r\n" + common + "a=mid:1\r\na=rtpmap:102 H264/90000\r\n"
                + "a=fmtp:102 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f\r\n"
                + "a=rtcp-fb:102 nack\r\na=rtcp-fb:102 nack pli\r\n"
                + (sends ? "a=msid:check video\r\n" : "");
    }

    private String hex(int length) {
        return HexFormat.of().formatHex(bytes(length));
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** {@return the token with another signature} */
    static String forged(String token) {
        byte[] characters = token.getBytes(StandardCharsets.US_ASCII);
        int at = token.lastIndexOf('.') + 1;
        characters[at] = (byte) (characters[at] == 'A' ? 'B' : 'A');
        return new String(characters, StandardCharsets.US_ASCII);
    }
}
