package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.CloudflareApiException;
import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.TusUpload;
import dev.stagedoor.cloudflare.stream.Video;
import dev.stagedoor.cloudflare.stream.VideoQuery;
import dev.stagedoor.cloudflare.stream.VideoSettings;
import dev.stagedoor.cloudflare.stream.VideoState;
import dev.stagedoor.core.recording.AssetId;
import dev.stagedoor.core.recording.RecordingException;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.StoredAsset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the file of one recording to Cloudflare. May be broken off anywhere and run again: there is one video of it in the end, or none. */
final class RecordingUpload {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingUpload.class);
    private static final String NAME = "stagedoor recording ";
    private static final int MOST_FAILURES = 3;
    private static final int DIGEST_IN_NAME = 16;
    private static final Set<Integer> EXPIRED = Set.of(403, 404, 410);

    private final CloudflareStream client;
    private final String creator;
    private final RecordingId id;
    private final Path file;
    private final long length;
    private final String sha256;

    /** @param creator whose videos are ours */
    RecordingUpload(CloudflareStream client, String creator, RecordingId id, Path file) {
        this.client = client;
        this.creator = creator;
        this.id = id;
        this.file = file;
        try {
            this.length = Files.size(file);
            this.sha256 = digest(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the file of recording " + id + " cannot be read", unreadable);
        }
    }

    private static String digest(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digesting = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digesting.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digesting.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The name is all that an upload can carry, so it tells of which recording and of which bytes. */
    private String name() {
        return NAME + id + " " + sha256.substring(0, DIGEST_IN_NAME);
    }

    static Optional<RecordingId> recordingOf(Video video) {
        return Optional.ofNullable(video.meta().get("name"))
                .filter(it -> it.startsWith(NAME))
                .map(it -> it.substring(NAME.length()).split(" ", 2)[0])
                .flatMap(RecordingId::parse);
    }

    /** {@return what is stored; empty while Cloudflare has the file and still works on it} */
    Optional<StoredAsset> run() {
        UploadState state = UploadState.read(file)
                .filter(it -> it.isOf(length, sha256))
                .orElseGet(() -> new UploadState("", "", length, sha256, 0));
        if (state.failures() >= MOST_FAILURES) {
            throw new RecordingException(
                    "recording " + id + " was given up after " + MOST_FAILURES
                            + " uploads that Cloudflare could not use; the local copy stays",
                    false,
                    null,
                    null);
        }
        if (!state.isBegun()) {
            state = begin(state.failures());
        }
        send(state);
        return judge(state);
    }

    /** A video whose beginning this node has forgotten, since the answer was lost or the process died, is taken on when it has everything, and deleted otherwise. */
    private UploadState begin(int failures) {
        for (Video left : ours()) {
            if (isWhole(left)) {
                UploadState adopted = UploadState.adopted(left.uid(), length, sha256, failures);
                adopted.write(file);
                return adopted;
            }
            LOG.info("video {} is an upload of recording {} that was never finished: deleted", left.uid(), id);
            client.videos().delete(left.uid());
        }
        VideoSettings settings = VideoSettings.builder()
                .name(name())
                .creator(creator)
                .requireSignedUrls(true)
                .build();
        TusUpload upload = client.uploads().create(length, settings);
        UploadState begun = UploadState.begun(upload, sha256, failures);
        begun.write(file);
        return begun;
    }

    private List<Video> ours() {
        VideoQuery query = VideoQuery.builder().creator(creator).build();
        try (Stream<Video> found = client.videos().all(query)) {
            return found.filter(it -> recordingOf(it).equals(Optional.of(id))).toList();
        }
    }

    private boolean isWhole(Video video) {
        VideoState state = video.status().state();
        boolean sameBytes = name().equals(video.meta().get("name"));
        boolean arrived = state == VideoState.QUEUED || state == VideoState.IN_PROGRESS || state == VideoState.READY;
        return sameBytes && arrived && (video.size() == length || video.size() == 0);
    }

    private void send(UploadState state) {
        if (state.upload().isEmpty()) {
            return;
        }
        try {
            client.uploads().send(state.upload().get(), file, this::progress);
        } catch (CloudflareApiException refused) {
            if (EXPIRED.contains(refused.status())
                    && client.videos()
                            .find(state.videoUid())
                            .filter(this::isWhole)
                            .isEmpty()) {
                discard(state);
                throw new RecordingException(
                        "the upload of recording " + id + " has expired and begins anew", true, null, refused);
            }
            if (!EXPIRED.contains(refused.status())) {
                throw refused;
            }
        }
    }

    private void progress(long received, long of) {
        LOG.info("recording {}: {} % of {} KB are at Cloudflare", id, received * 100 / of, of / 1_000);
    }

    private Optional<StoredAsset> judge(UploadState state) {
        Video video = client.videos().find(state.videoUid()).orElse(null);
        if (video == null) {
            discard(state);
            throw new RecordingException(
                    "video " + state.videoUid() + " of recording " + id + " is gone; the upload begins anew",
                    true,
                    null,
                    null);
        }
        VideoState is = video.status().state();
        if (is == VideoState.ERROR) {
            return failed(state, video.status().errorReasonCode().orElse("no reason given"));
        }
        if (is != VideoState.READY) {
            LOG.debug("recording {}: video {} is {}", id, video.uid(), is);
            return Optional.empty();
        }
        if (video.size() != 0 && video.size() != length) {
            return failed(state, "it has " + video.size() + " bytes instead of " + length);
        }
        return Optional.of(new StoredAsset(new AssetId(video.uid()), length));
    }

    private Optional<StoredAsset> failed(UploadState state, String why) {
        UploadState next = state.failed();
        // first, so that a process that dies now does not forget that it failed; what it leaves is found by its name
        next.write(file);
        client.videos().delete(state.videoUid());
        boolean again = next.failures() < MOST_FAILURES;
        throw new RecordingException(
                "Cloudflare could not use recording " + id + ": " + why
                        + (again
                                ? "; it is uploaded anew"
                                : "; given up after " + MOST_FAILURES + " uploads, the local copy stays"),
                again,
                null,
                null);
    }

    private void discard(UploadState state) {
        state.again().write(file);
        client.videos().delete(state.videoUid());
    }
}
