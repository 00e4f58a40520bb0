package dev.stagedoor.s3.internal;

import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/**
 * Takes one file to a bucket, in one request or in parts, and sees that what is there is what was sent. The storage is asked to check SHA-256 itself; one that
 * does not confirm it is read back.
 */
public final class Upload {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);

    private final Bucket bucket;
    private final AssetKey key;
    private final AssetSource source;
    private final int partBytes;
    private boolean confirmed = true;

    /**
     * @param bucket where to
     * @param key the file's name
     * @param source its bytes
     * @param partBytes what is larger goes in parts of this size
     */
    public Upload(Bucket bucket, AssetKey key, AssetSource source, int partBytes) {
        this.bucket = bucket;
        this.key = key;
        this.source = source;
        this.partBytes = partBytes;
    }

    /** {@return what is stored, verified} */
    public AssetStat run() {
        if (source.bytes() > partBytes) {
            inParts();
        } else {
            whole();
        }
        return verified();
    }

    private void whole() {
        byte[] expected = HexFormat.of().parseHex(source.sha256());
        RequestBody body = RequestBody.fromContentProvider(this::opened, source.bytes(), source.contentType());
        if (source.bytes() == 0) {
            closeQuietly(opened());
            body = RequestBody.empty();
        }
        PutObjectResponse answer = bucket.client()
                .putObject(
                        ask -> ask.bucket(bucket.name())
                                .key(bucket.object(key))
                                .contentType(source.contentType())
                                .metadata(Map.of(Bucket.CHECKSUM, source.sha256()))
                                .checksumSHA256(base64(expected)),
                        body);
        confirm(answer.checksumSHA256(), base64(expected));
    }

    private InputStream opened() {
        CheckedStream stream = CheckedStream.of(source);
        stream.checkIfEmpty();
        return stream;
    }

    private void inParts() {
        String upload = bucket.client()
                .createMultipartUpload(ask -> ask.bucket(bucket.name())
                        .key(bucket.object(key))
                        .contentType(source.contentType())
                        .metadata(Map.of(Bucket.CHECKSUM, source.sha256())))
                .uploadId();
        List<CompletedPart> parts;
        try (InputStream in = opened()) {
            parts = sendParts(upload, in);
        } catch (IOException broken) {
            abort(upload);
            throw new SourceFault("its source broke off: " + broken.getMessage(), true, broken);
        } catch (RuntimeException fault) {
            abort(upload);
            throw fault;
        }
        complete(upload, parts);
    }

    private List<CompletedPart> sendParts(String upload, InputStream in) throws IOException {
        List<CompletedPart> parts = new ArrayList<>();
        for (byte[] part = in.readNBytes(partBytes); part.length > 0; part = in.readNBytes(partBytes)) {
            int number = parts.size() + 1;
            String checksum = base64(CheckedStream.sha256().digest(part));
            byte[] bytes = part;
            UploadPartResponse answer = bucket.client()
                    .uploadPart(
                            ask -> ask.bucket(bucket.name())
                                    .key(bucket.object(key))
                                    .uploadId(upload)
                                    .partNumber(number)
                                    .checksumSHA256(checksum),
                            RequestBody.fromContentProvider(
                                    () -> new ByteArrayInputStream(bytes), bytes.length, source.contentType()));
            confirm(answer.checksumSHA256(), checksum);
            parts.add(CompletedPart.builder()
                    .partNumber(number)
                    .eTag(answer.eTag())
                    .build());
        }
        return parts;
    }

    /** A completion whose answer was lost may have taken place: then the file is there, and the upload is unknown when asked again. */
    private void complete(String upload, List<CompletedPart> parts) {
        try {
            bucket.client()
                    .completeMultipartUpload(ask -> ask.bucket(bucket.name())
                            .key(bucket.object(key))
                            .uploadId(upload)
                            .multipartUpload(all -> all.parts(parts)));
        } catch (SdkException fault) {
            if (bucket.head(key).filter(this::isOurs).isEmpty()) {
                abort(upload);
                throw fault;
            }
        }
    }

    private void abort(String upload) {
        try {
            bucket.client()
                    .abortMultipartUpload(ask ->
                            ask.bucket(bucket.name()).key(bucket.object(key)).uploadId(upload));
        } catch (SdkException fault) {
            LOG.warn("parts of {} may be left in the bucket; a lifecycle rule for unfinished uploads clears them", key);
        }
    }

    private void confirm(@Nullable String told, String expected) {
        if (told == null) {
            confirmed = false;
        } else if (!told.equals(expected)) {
            throw refused("the storage received other bytes than were sent");
        }
    }

    private AssetStat verified() {
        Optional<HeadObjectResponse> head = bucket.head(key);
        if (head.isEmpty()) {
            throw new AssetException("cannot store " + key + ": it is not there after it was stored", true, null);
        }
        HeadObjectResponse stored = head.orElseThrow();
        // another checksum: somebody else has just put a file of this name, which is theirs to verify
        if (isOurs(stored) && (stored.contentLength() != source.bytes() || !confirmed && !readsBack())) {
            throw refused("the storage keeps other bytes than were sent");
        }
        return Bucket.stat(key, stored.contentLength(), stored.lastModified());
    }

    private boolean isOurs(HeadObjectResponse stored) {
        return source.sha256().equals(stored.metadata().getOrDefault(Bucket.CHECKSUM, source.sha256()));
    }

    private boolean readsBack() {
        try (InputStream in =
                bucket.client().getObject(ask -> ask.bucket(bucket.name()).key(bucket.object(key)))) {
            MessageDigest digest = CheckedStream.sha256();
            byte[] buffer = new byte[64 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest()).equals(source.sha256());
        } catch (IOException broken) {
            throw new AssetException("cannot verify " + key + ": " + broken.getMessage(), true, broken);
        }
    }

    private AssetException refused(String why) {
        bucket.client().deleteObject(ask -> ask.bucket(bucket.name()).key(bucket.object(key)));
        return new AssetException("cannot store " + key + ": " + why + "; it was deleted again", true, null);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void closeQuietly(InputStream in) {
        try {
            in.close();
        } catch (IOException nothingWasRead) {
            return;
        }
    }
}
