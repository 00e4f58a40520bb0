package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code /stream/watermarks}: kept and named in videos, never drawn. */
final class WatermarkRoutes {
    private static final Set<String> POSITIONS = Set.of("upperRight", "upperLeft", "lowerLeft", "lowerRight", "center");
    private static final int LARGEST = 2 * 1024 * 1024;

    private static final int PNG_WIDTH = 16;
    private static final int HEAD = 24;

    private final CloudflareAccount account;
    private final Origin origin = new Origin();

    WatermarkRoutes(CloudflareAccount account) {
        this.account = account;
    }

    void addTo(Router router) {
        router.on(
                        "POST",
                        "/stream/watermarks",
                        call -> Multipart.is(call.header("content-type")) ? upload(call) : fetch(call))
                .on("GET", "/stream/watermarks", this::list)
                .on(
                        "GET",
                        "/stream/watermarks/*",
                        call -> account.locked(() -> Answer.ok(account.ground()
                                .require(Shelf.WATERMARKS, call.variable(0))
                                .deepCopy())))
                .on("DELETE", "/stream/watermarks/*", this::delete);
    }

    private Answer upload(ApiCall call) throws IOException {
        Map<String, byte[]> parts = new HashMap<>();
        Multipart.read(
                call.stream(),
                call.header("content-type"),
                (name, content) -> parts.put(name, content.readNBytes(LARGEST + 1)));
        byte[] picture = parts.remove("file");
        if (picture == null || picture.length > LARGEST) {
            throw Refusal.badRequest("a picture of at most 2 MiB is expected as the part named file");
        }
        ObjectNode fields = Store.JSON.createObjectNode();
        parts.forEach((name, value) -> {
            String text = new String(value, StandardCharsets.UTF_8);
            if (Set.of("opacity", "padding", "scale").contains(name)) {
                fields.put(name, fraction(name, text));
            } else {
                fields.put(name, text);
            }
        });
        return account.locked(() -> keep(new Body(fields), picture, null));
    }

    private static double fraction(String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException wrong) {
            throw Refusal.badRequest(name + " must be a number");
        }
    }

    private Answer fetch(ApiCall call) throws IOException {
        String url = call.body().requiredText("url");
        Origin.check(url);
        Path file = Files.createTempFile("watermark", ".part");
        try {
            if (!origin.fetch(url, file)) {
                throw new Refusal(400, Refusal.INVALID_URL, "Invalid URL: the picture cannot be fetched");
            }
            byte[] picture = Files.readAllBytes(file);
            return account.locked(() -> keep(call.body(), picture, url));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Answer keep(Body body, byte[] picture, @Nullable String from) {
        String uid = account.ground().uid();
        ObjectNode watermark = Store.JSON
                .createObjectNode()
                .put("uid", uid)
                .put("size", picture.length)
                .put("created", account.ground().timestamp())
                .put("downloadedFrom", from)
                .put("name", body.text("name").orElse(""))
                .put("opacity", 1.0)
                .put("padding", 0.05)
                .put("scale", 0.15)
                .put("position", position(body));
        measure(picture, watermark);
        for (String name : new String[] {"opacity", "padding", "scale"}) {
            body.copyFraction(name, watermark);
        }
        account.ground().store().put(Shelf.WATERMARKS, uid, watermark);
        return Answer.ok(watermark.deepCopy());
    }

    private static String position(Body body) {
        String position = body.text("position").orElse("upperRight");
        if (!POSITIONS.contains(position)) {
            throw Refusal.badRequest("position is one of " + POSITIONS);
        }
        return position;
    }

    /** Of PNG (section 11.2.2 of its specification); of JPEG nothing is told. */
    private static void measure(byte[] picture, ObjectNode into) {
        String head = HexFormat.of().formatHex(picture, 0, Math.min(picture.length, HEAD));
        if (head.startsWith("89504e470d0a1a0a") && picture.length >= HEAD) {
            ByteBuffer header = ByteBuffer.wrap(picture);
            into.put("width", header.getInt(PNG_WIDTH)).put("height", header.getInt(PNG_WIDTH + Integer.BYTES));
        } else if (!head.startsWith("ffd8ff")) {
            throw Refusal.badRequest("the file is no picture");
        }
    }

    private Answer list(ApiCall call) {
        return account.locked(() -> {
            ArrayNode list = Store.JSON.createArrayNode();
            account.ground().store().all(Shelf.WATERMARKS).forEach(it -> list.add(it.deepCopy()));
            return Answer.ok(list);
        });
    }

    private Answer delete(ApiCall call) {
        return account.locked(() -> {
            account.ground().require(Shelf.WATERMARKS, call.variable(0));
            account.ground().store().remove(Shelf.WATERMARKS, call.variable(0));
            return Answer.ok("");
        });
    }
}
