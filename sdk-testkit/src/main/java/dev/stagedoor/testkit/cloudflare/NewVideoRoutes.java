package dev.stagedoor.testkit.cloudflare;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where videos begin, except by tus: {@code POST /stream} (multipart), {@code /copy}, {@code /clip}, {@code /direct_upload} and its address. */
final class NewVideoRoutes {
    private final CloudflareAccount account;
    private final StorageLimit storage;
    private final TusRoutes tus;
    private final Origin origin = new Origin();

    NewVideoRoutes(CloudflareAccount account, StorageLimit storage, TusRoutes tus) {
        this.account = account;
        this.storage = storage;
        this.tus = tus;
    }

    void addTo(Router router) {
        router.on(
                        "POST",
                        "/stream",
                        call -> call.call().header("tus-resumable").isPresent() ? tus.create(call) : upload(call))
                .on("POST", "/stream/copy", this::copy)
                .on("POST", "/stream/clip", this::clip)
                .on("POST", "/stream/direct_upload", this::promise)
                .on("OPTIONS", Urls.UPLOAD + "/*", call -> TusRoutes.crossOrigin(Answer.bare(204)))
                .on("POST", Urls.UPLOAD + "/*", this::uploadDirectly);
    }

    private ObjectNode draft(String source, ApiCall call, Body body) {
        storage.refuseWhenFull();
        account.uploads().refuseWhenBusy();
        ObjectNode video = account.videos().draft(source);
        VideoFields.apply(body, video, account.ground().now());
        call.call().header("upload-creator").ifPresent(creator -> video.put("creator", creator));
        if (body.node().path("watermark").has("uid")) {
            String uid = body.object("watermark").requiredText("uid");
            video.set(
                    "watermark", account.ground().require(Shelf.WATERMARKS, uid).deepCopy());
        }
        return video;
    }

    /** A multipart body of at most 200 MB. */
    private Answer upload(ApiCall call) throws IOException {
        ObjectNode video = account.locked(() -> draft("upload", call, new Body(Store.JSON.createObjectNode())));
        receive(call, video);
        return account.locked(() -> Answer.ok(account.views().view(video)));
    }

    private void receive(ApiCall call, ObjectNode video) throws IOException {
        String uid = video.path("uid").asText();
        boolean[] found = {false, true};
        try {
            Multipart.read(call.stream(), call.header("content-type"), (name, content) -> {
                if (name.equals("file") && !found[0]) {
                    found[0] = true;
                    found[1] = account.uploads().receive(content, uid, Uploads.BASIC_MAX);
                }
            });
            if (!found[1]) {
                throw new Refusal(413, Refusal.BAD_REQUEST, "A basic upload has at most 200 MB: use tus.");
            }
            if (!found[0]) {
                throw Refusal.badRequest("there is no part named file");
            }
            complete(video);
        } catch (IOException | Refusal broken) {
            account.uploads().drop(uid);
            throw broken;
        }
    }

    private void complete(ObjectNode video) {
        MediaFacts facts = account.uploads().probe(video.path("uid").asText());
        account.locked(() -> {
            account.uploads().complete(video, facts);
            account.videos().keep(video);
        });
    }

    private Answer promise(ApiCall call) {
        return account.locked(() -> {
            Body body = call.body();
            if (!body.has("maxDurationSeconds")) {
                throw Refusal.badRequest("maxDurationSeconds is required");
            }
            ObjectNode video = draft("direct", call, body);
            ObjectNode upload = account.uploads().promise(video, body);
            ObjectNode result = Store.JSON
                    .createObjectNode()
                    .put(
                            "uploadURL",
                            account.ground()
                                    .urls()
                                    .directUpload(upload.path("id").asText()));
            for (String name : new String[] {"uid", "watermark", "scheduledDeletion"}) {
                result.set(name, video.path(name));
            }
            return Answer.ok(result);
        });
    }

    /** No token is needed, and it works once: a second post finds nothing. */
    private Answer uploadDirectly(ApiCall call) throws IOException {
        ObjectNode video = account.locked(() -> {
            ObjectNode upload = account.uploads().require(call.variable(0));
            if (upload.path("length").asLong() > 0) {
                throw Refusal.notFound("uploads");
            }
            account.uploads().use(upload);
            return account.videos().require(upload.path("video").asText());
        });
        receive(call, video);
        return TusRoutes.crossOrigin(Answer.bare(200));
    }

    private Answer copy(ApiCall call) throws IOException {
        Body body = call.body();
        Optional<String> input = body.text("input").or(() -> body.text("url"));
        String url = input.orElseThrow(() -> Refusal.badRequest("input is required"));
        Origin.check(url);
        ObjectNode video = account.locked(() -> draft("copy", call, body));
        String uid = video.path("uid").asText();
        boolean fetched = origin.fetch(url, account.uploads().part(uid));
        if (fetched) {
            complete(video);
            return account.locked(() -> Answer.ok(account.views().view(video)));
        }
        return account.locked(() -> {
            video.put("queuedAt", account.ground().timestamp()).put("error", "ERR_FETCH_ORIGIN_ERROR");
            account.videos().keep(video);
            return Answer.ok(account.views().view(video));
        });
    }

    /** Plays the whole source: nothing is cut out of the file. */
    private Answer clip(ApiCall call) {
        Body body = call.body();
        return account.locked(() -> {
            ObjectNode source = account.videos().require(body.requiredText("clippedFromVideoUID"));
            double start = body.requiredNumber("startTimeSeconds");
            double end = body.requiredNumber("endTimeSeconds");
            double length = account.videos().seconds(source);
            if (start < 0 || end <= start || (length >= 0 && start >= length)) {
                throw Refusal.badRequest("the times are not inside the video");
            }
            if (!account.videos().status(source).state().equals("ready")) {
                throw Refusal.badRequest("the video is not ready");
            }
            ObjectNode clip = draft("clip", call, body);
            copyFile(source, clip);
            double seconds = (length >= 0 ? Math.min(end, length) : end) - start;
            clip.put("clippedFrom", source.path("uid").asText())
                    .put("size", source.path("size").asLong())
                    .put("queuedAt", account.ground().timestamp())
                    .put("duration", seconds);
            clip.set("input", source.path("input").deepCopy());
            account.videos().keep(clip);
            return Answer.ok(account.views().view(clip));
        });
    }

    private void copyFile(ObjectNode source, ObjectNode clip) {
        if (source.has("file")) {
            Path from = account.ground().store().file(source.path("file").asText());
            String name = clip.path("uid").asText();
            try {
                Files.copy(from, account.ground().store().file(name), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException fault) {
                throw new UncheckedIOException("a clip cannot be kept", fault);
            }
            clip.put("file", name);
        }
    }
}
