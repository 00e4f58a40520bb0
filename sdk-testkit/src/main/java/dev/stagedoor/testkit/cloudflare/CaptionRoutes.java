package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** {@code /stream/{uid}/captions}. What is generated has one cue that says so. */
final class CaptionRoutes {
    private static final Set<String> GENERATED =
            Set.of("cs", "nl", "en", "fr", "de", "it", "ja", "ko", "pl", "pt", "ru", "es");
    private static final int LARGEST = 10_000_000;
    private static final String CUE = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nGenerated here, not heard.\n";

    private final CloudflareAccount account;

    CaptionRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on("GET", "/stream/*/captions", this::list)
                .on("GET", "/stream/*/captions/*", call -> account.locked(() -> Answer.ok(view(require(call)))))
                .on("PUT", "/stream/*/captions/*", this::put)
                .on("DELETE", "/stream/*/captions/*", this::delete)
                .on("POST", "/stream/*/captions/*/generate", this::generate)
                .on("GET", "/stream/*/captions/*/vtt", this::vtt);
    }

    private ObjectNode captions(ApiCall call) {
        return account.videos().require(call.variable(0)).withObjectProperty("captions");
    }

    private ObjectNode require(ApiCall call) {
        if (captions(call).path(call.variable(1)) instanceof ObjectNode found) {
            return found;
        }
        throw Refusal.notFound("captions");
    }

    private ObjectNode view(ObjectNode caption) {
        ObjectNode shown = caption.deepCopy();
        shown.remove("vtt");
        shown.put("status", account.encodedSince(shown.remove("since")) ? "ready" : "inprogress");
        return shown;
    }

    private Answer list(ApiCall call) {
        return account.locked(() -> {
            ArrayNode list = Store.JSON.createArrayNode();
            captions(call).elements().forEachRemaining(it -> list.add(view((ObjectNode) it)));
            return Answer.ok(list);
        });
    }

    private Answer keep(ApiCall call, boolean generated, String vtt) {
        String language = call.variable(1);
        Locale locale = Locale.forLanguageTag(language);
        if (locale.getLanguage().isEmpty()) {
            throw Refusal.badRequest("the language is no tag of BCP 47");
        }
        ObjectNode caption = Store.JSON
                .createObjectNode()
                .put("language", language)
                .put("label", locale.getDisplayLanguage(locale))
                .put("generated", generated)
                .put("since", account.ground().timestamp())
                .put("vtt", vtt);
        captions(call).set(language, caption);
        return Answer.ok(view(caption));
    }

    private Answer put(ApiCall call) throws IOException {
        StringBuilder vtt = new StringBuilder();
        Multipart.read(call.stream(), call.header("content-type"), (name, content) -> {
            if (name.equals("file")) {
                vtt.append(new String(content.readNBytes(LARGEST + 1), StandardCharsets.UTF_8));
            }
        });
        if (vtt.length() > LARGEST) {
            throw new Refusal(413, Refusal.BAD_REQUEST, "Captions have at most 10 MB.");
        }
        if (!vtt.toString().startsWith("WEBVTT")) {
            throw Refusal.badRequest("the part named file is no WebVTT");
        }
        return account.locked(() -> keep(call, false, vtt.toString()));
    }

    private Answer generate(ApiCall call) {
        return account.locked(() -> {
            if (!GENERATED.contains(call.variable(1))) {
                throw Refusal.badRequest("captions in this language cannot be generated");
            }
            return keep(call, true, CUE);
        });
    }

    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            require(call);
            captions(call).remove(call.variable(1));
            return Answer.ok("");
        });
    }

    private Answer vtt(ApiCall call) {
        return account.locked(() -> {
            ObjectNode caption = require(call);
            if (!account.encodedSince(caption.path("since"))) {
                throw Refusal.notFound("captions: not ready");
            }
            return Answer.text(200, "text/vtt", caption.path("vtt").asText());
        });
    }
}
