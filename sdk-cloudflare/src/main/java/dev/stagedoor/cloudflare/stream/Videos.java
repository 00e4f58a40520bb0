package dev.stagedoor.cloudflare.stream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Videos of an account. Safe for use by many threads; faults are {@link CloudflareStreamException}s. */
public final class Videos {
    /** The largest file of {@link #upload} in bytes; larger ones go by tus. */
    public static final long MAX_FILE_BYTES = 200_000_000;

    private final Api api;
    private final VideoPages pages;

    Videos(Api api) {
        this.api = api;
        this.pages = new VideoPages(api);
    }

    /**
     * @param uid of the video
     * @return it; empty when there is none
     */
    public Optional<Video> find(String uid) {
        return Gone.asEmpty(() -> read(video("GET", uid)));
    }

    /**
     * One page of videos. A page may hold less than the limit when all of it was given before, and is not the last for that: go on until {@link
     * VideoPage#next} is empty.
     *
     * @param query which, or {@link VideoPage#next} of the page before
     * @return the page
     * @throws BadRequestException code 10005 when a filter is of no use
     */
    public VideoPage list(VideoQuery query) {
        return pages.page(query);
    }

    /**
     * All videos, page by page as they are consumed. A video that is there all the while comes once, also when others were made in the same moment; faults come
     * out of the stream's terminal operation.
     *
     * @param query which, and how many to a page
     * @return the videos in the query's order
     */
    public Stream<Video> all(VideoQuery query) {
        return pages.all(query);
    }

    /**
     * @param uid of the video
     * @param edit what to change
     * @return it as it is then
     * @throws NotFoundException when there is none
     */
    public Video edit(String uid, VideoEdit edit) {
        return read(Api.json(video("POST", uid).repeatable(true), edit.body()));
    }

    /**
     * Deletes a video with all that was made of it.
     *
     * @param uid of the video
     * @return whether it was there
     * @throws ConflictException code 10046 while it is being broadcast, and shortly after
     */
    public boolean delete(String uid) {
        return Gone.asFalse(() -> api.done(video("DELETE", uid)));
    }

    /**
     * Has Cloudflare fetch a video. Not repeated when the answer is lost.
     *
     * @param request where from
     * @return the video, {@link VideoState#DOWNLOADING} or {@link VideoState#QUEUED}
     * @throws BadRequestException code 10010 when the address is of no use
     * @throws TooLargeException code 10011 when the storage is full
     */
    public Video copy(CopyRequest request) {
        return read(Api.json(api.stream("POST", "copy"), request.body()));
    }

    /**
     * Makes a video of a part of another. Not repeated when the answer is lost.
     *
     * @param request which part
     * @return the new video
     */
    public Video clip(ClipRequest request) {
        return read(Api.json(api.stream("POST", "clip"), request.body()));
    }

    /**
     * Makes an address that somebody without an API token may upload one file to. Not repeated when the answer is lost.
     *
     * @param request what may be uploaded
     * @return the address
     * @throws TooLargeException code 10011 when the storage is full
     */
    public DirectUpload directUpload(DirectUploadRequest request) {
        Call call = api.stream("POST", "direct_upload");
        Fields fields = api.object(Api.json(call, request.body()));
        return new DirectUpload(
                fields.text("uid").orElseThrow(() -> api.unreadable(call, "the answer names no uid")),
                fields.address("uploadURL", "uploadUrl")
                        .orElseThrow(() -> api.unreadable(call, "the answer names no address")),
                fields.object("watermark").flatMap(it -> it.text("uid")).or(() -> fields.text("watermark")),
                fields.time("scheduledDeletion"));
    }

    /**
     * Uploads a file in one request, read from the disk while it is sent. Not repeated when the answer is lost. Its settings are made by a second call, in between which
     * the video plays without a token; when that fails, the video is deleted again. Use {@link TusUploads} for files that are large or must never be open.
     *
     * @param file up to {@link #MAX_FILE_BYTES}
     * @param settings of the video; no watermark, which takes tus
     * @return the video
     * @throws BadRequestException code 10059 when it is no video
     * @throws TooLargeException code 10011 when the storage is full
     */
    public Video upload(Path file, VideoSettings settings) {
        if (settings.watermark().isPresent()) {
            throw new IllegalArgumentException("an upload in one request takes no watermark: upload by tus");
        }
        Multipart parts = new Multipart(api).file("file", "application/octet-stream", file, MAX_FILE_BYTES);
        Video video = read(parts.addTo(api.stream("POST")));
        ObjectNode edit = Json.object();
        settings.maxDurationSeconds().ifPresent(it -> edit.put("maxDurationSeconds", it));
        settings.expiry().ifPresent(it -> edit.put("uploadExpiry", it.toString()));
        settings.writeTo(edit);
        return edit.isEmpty() ? video : settled(video, edit);
    }

    private Video settled(Video video, ObjectNode edit) {
        try {
            return read(Api.json(video("POST", video.uid()).repeatable(true), edit));
        } catch (CloudflareStreamException fault) {
            try {
                delete(video.uid());
            } catch (CloudflareStreamException second) {
                fault.addSuppressed(second);
            }
            throw fault;
        }
    }

    /**
     * @param creator whose videos; empty: all
     * @return what they take up
     */
    public StorageUsage storageUsage(Optional<String> creator) {
        Call call = api.stream("GET", "storage-usage");
        creator.ifPresent(it -> call.query("creator", it));
        return StorageUsage.read(api.object(call));
    }

    /**
     * Has Cloudflare sign a viewer's token. Of no use for WHEP; {@link ViewerTokens} signs without a call.
     *
     * @param uid of the video, or of a live input
     * @param request its claims
     * @return the token, which takes the uid's place in media addresses; a credential
     */
    public String token(String uid, TokenRequest request) {
        Call call = api.stream("POST", Segments.id("uid", uid), "token").repeatable(true);
        return api.object(Api.json(call, request.body()))
                .text("token")
                .orElseThrow(() -> api.unreadable(call, "the answer holds no token"));
    }

    /**
     * @param uid of the video
     * @return HTML that plays it
     */
    public String embed(String uid) {
        Call call = api.stream("GET", Segments.id("uid", uid), "embed").header("Accept", "text/html");
        return new String(api.send(call).body(), StandardCharsets.UTF_8);
    }

    private Video read(Call call) {
        Video video = VideoReader.read(api.object(call));
        if (video.uid().isEmpty()) {
            throw api.unreadable(call, "the video has no uid");
        }
        return video;
    }

    private Call video(String method, String uid) {
        return api.stream(method, Segments.id("uid", uid));
    }
}
