package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * The media host: {@code /<uid, secret or token>/webRTC/...}, {@code /manifest/...}, {@code /thumbnails/...}, {@code /downloads/...}, {@code /lifecycle}, {@code /views},
 * {@code /iframe} and {@code /watch}. A WHIP broadcast is played by WHEP and by nothing else.
 */
final class MediaPaths implements MediaHandler {
    private static final Duration SEGMENT = Duration.ofSeconds(4);

    private final MediaState state;
    private final String prefix;
    private final WebRtcDoor webRtc;
    private final VideoDoor videos = new VideoDoor();

    /**
     * @param state what exists
     * @param prefix of every path, such as {@code /customer-emulator}
     * @param port of media (UDP and TCP) on loopback; 0 for a free one
     */
    MediaPaths(MediaState state, String prefix, int port) {
        this.state = state;
        this.prefix = prefix + "/";
        this.webRtc = new WebRtcDoor(state, port);
    }

    /**
     * Who is asked for.
     *
     * @param uid of an input or a video
     * @param token that named it; empty when the uid itself did
     */
    private record Named(String uid, Optional<ViewerToken> token) {}

    @Override
    public boolean handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        int slash = path.startsWith(prefix) ? path.indexOf('/', prefix.length()) : -1;
        if (slash < 0) {
            return false;
        }
        MediaAnswer.allowEverybody(exchange);
        if (exchange.getRequestMethod().equals("OPTIONS")) {
            MediaAnswer.preflight(exchange);
            return true;
        }
        return route(exchange, path.substring(prefix.length(), slash), path.substring(slash));
    }

    private boolean route(HttpExchange exchange, String name, String rest) throws IOException {
        if (rest.startsWith("/webRTC/publish")) {
            publish(exchange, name, rest.substring("/webRTC/publish".length()));
            return true;
        }
        Optional<Named> named = named(exchange, name);
        if (named.isEmpty()) {
            MediaAnswer.text(exchange, 401, "The token is wrong or has expired");
            return true;
        }
        Optional<InputView> input = state.input(named.get().uid());
        Optional<VideoView> video = state.video(named.get().uid());
        if (input.isPresent()) {
            return input(exchange, input.get(), named.get().token(), rest);
        }
        return video.isPresent() && video(exchange, video.get(), named.get().token(), rest);
    }

    private Optional<Named> named(HttpExchange exchange, String name) {
        if (!ViewerToken.looksLikeOne(name)) {
            return Optional.of(new Named(name, Optional.empty()));
        }
        String address = exchange.getRemoteAddress().getAddress().getHostAddress();
        return ViewerToken.verify(name, state, address).map(token -> new Named(token.subject(), Optional.of(token)));
    }

    private void publish(HttpExchange exchange, String secret, String rest) throws IOException {
        Optional<InputView> input = state.inputByPublishSecret(secret);
        boolean session = !rest.isEmpty();
        if (input.isEmpty() && state.input(secret).isPresent()) {
            MediaAnswer.text(exchange, 405, "This is no address for publishing");
        } else if (input.isEmpty()) {
            MediaAnswer.text(exchange, session ? 200 : 404, session ? "" : "Not found");
        } else if (!session && !exchange.getRequestMethod().equals("POST")) {
            MediaAnswer.text(exchange, 405, "POST an offer");
        } else if (!input.get().enabled() && !session) {
            MediaAnswer.text(exchange, 403, "This live input is disabled");
        } else {
            webRtc.publish(exchange, input.get().uid(), rest);
        }
    }

    private boolean input(HttpExchange exchange, InputView input, Optional<ViewerToken> token, String rest)
            throws IOException {
        boolean session = rest.startsWith("/webRTC/play/");
        if (input.requireSignedUrls() && token.isEmpty() && !session) {
            MediaAnswer.text(exchange, 401, "A signed token is required");
            return true;
        }
        if (rest.startsWith("/webRTC/play")) {
            boolean fromEndpoint =
                    token.filter(it -> state.keyOfTokenEndpoint(it.keyId())).isPresent();
            if (fromEndpoint) {
                MediaAnswer.text(exchange, 401, "Tokens of the token endpoint do not open WebRTC");
            } else if (!session && !exchange.getRequestMethod().equals("POST")) {
                MediaAnswer.text(exchange, 405, "POST an offer");
            } else if (input.liveVideo().isPresent()) {
                MediaAnswer.text(exchange, 409, "This live input is broadcast to by RTMPS or SRT, not by WHIP");
            } else {
                webRtc.play(exchange, input.uid(), rest.substring("/webRTC/play".length()));
            }
            return true;
        }
        return switch (rest) {
            case "/manifest/video.m3u8", "/manifest/video.mpd" -> nothingYet(exchange);
            case "/lifecycle" -> lifecycle(exchange, input.liveVideo());
            case "/views" -> views(exchange);
            default -> false;
        };
    }

    private static boolean nothingYet(HttpExchange exchange) throws IOException {
        MediaAnswer.send(exchange, 204, "", new byte[0]);
        return true;
    }

    private static boolean lifecycle(HttpExchange exchange, Optional<String> video) throws IOException {
        ObjectNode body = Store.JSON.createObjectNode().put("isInput", true);
        body.put("videoUID", video.orElse(null));
        return json(exchange, body.put("live", video.isPresent()));
    }

    private static boolean views(HttpExchange exchange) throws IOException {
        return json(exchange, Store.JSON.createObjectNode().put("liveViewers", 0));
    }

    private static boolean json(HttpExchange exchange, ObjectNode body) throws IOException {
        MediaAnswer.send(exchange, 200, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
        return true;
    }

    private boolean video(HttpExchange exchange, VideoView video, Optional<ViewerToken> token, String rest)
            throws IOException {
        if (video.requireSignedUrls() && token.isEmpty()) {
            MediaAnswer.text(exchange, 401, "A signed token is required");
            return true;
        }
        if (rest.startsWith("/webRTC/")) {
            MediaAnswer.text(exchange, 405, "A video is not played by WebRTC");
            return true;
        }
        if (video.state().equals("error")) {
            MediaAnswer.text(exchange, 424, "The video is in state error");
            return true;
        }
        if (!video.ready()) {
            MediaAnswer.text(exchange, 404, "The video is not ready");
            return true;
        }
        if (rest.startsWith("/manifest/")) {
            String name = rest.substring("/manifest/".length());
            if (name.endsWith(".m4s")) {
                state.watched(video.uid(), SEGMENT);
            }
            videos.manifest(exchange, video, name);
            return true;
        }
        return file(exchange, video, token, rest);
    }

    private boolean file(HttpExchange exchange, VideoView video, Optional<ViewerToken> token, String rest)
            throws IOException {
        switch (rest) {
            case "/thumbnails/thumbnail.jpg" -> videos.thumbnail(exchange, video);
            case "/downloads/default.mp4" -> {
                if (token.filter(it -> !it.downloadable()).isPresent()) {
                    MediaAnswer.text(exchange, 401, "This token does not allow downloads");
                } else {
                    videos.download(exchange, video);
                }
            }
            case "/iframe", "/watch" ->
                MediaAnswer.send(
                        exchange,
                        200,
                        "text/html; charset=utf-8",
                        ("<!doctype html><title>Video</title><video controls src=\"manifest/video.m3u8\"></video>")
                                .getBytes(StandardCharsets.UTF_8));
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void cut(String inputUid) {
        webRtc.cut(inputUid);
    }

    @Override
    public void close() {
        webRtc.close();
    }
}
