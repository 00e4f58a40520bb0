package dev.stagedoor.s3;

import dev.stagedoor.core.asset.AssetContent;
import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetSource;
import dev.stagedoor.core.asset.AssetStat;
import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.s3.internal.Body;
import dev.stagedoor.s3.internal.Bucket;
import dev.stagedoor.s3.internal.Faults;
import dev.stagedoor.s3.internal.Listing;
import dev.stagedoor.s3.internal.Upload;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Keeps files in a bucket of any storage that speaks S3. A file is sent with its SHA-256, which the storage checks; one that does not confirm the check is read
 * back. Large files go in parts. Passing faults are repeated by the client with a growing, random pause.
 *
 * <p>Give the bucket a lifecycle rule that clears unfinished multipart uploads: a process that is killed leaves parts. General purpose buckets only: directory
 * buckets list in no order. Safe for use by many threads.
 */
public final class S3AssetStore implements AssetStore {
    private final S3Client client;
    private final Bucket bucket;
    private final int partBytes;
    private final String description;

    S3AssetStore(S3Client client, String bucket, String prefix, int partBytes, String endpoint) {
        this.client = client;
        this.bucket = new Bucket(client, bucket, prefix);
        this.partBytes = partBytes;
        this.description = "S3AssetStore[bucket=" + bucket + ", prefix=" + prefix + ", endpoint=" + endpoint + "]";
    }

    /**
     * @param bucket the bucket's name
     * @return a builder
     */
    public static S3Builder builder(String bucket) {
        return new S3Builder(bucket);
    }

    @Override
    public String name() {
        return "s3";
    }

    /**
     * Asks the storage whether the bucket is there and may be listed, so that a wrong option shows at the start and not with the first recording.
     *
     * @throws AssetException when not, with what to do
     */
    public void check() {
        asking("reach the bucket " + bucket.name(), () -> {
            client.listObjectsV2(
                    ask -> ask.bucket(bucket.name()).prefix(bucket.prefix()).maxKeys(1));
            return true;
        });
    }

    @Override
    public AssetStat put(AssetKey key, AssetSource source) {
        return asking("store " + key, () -> new Upload(bucket, key, source, partBytes).run());
    }

    @Override
    public Optional<AssetStat> stat(AssetKey key) {
        return asking(
                "look at " + key,
                () -> bucket.head(key).map(head -> Bucket.stat(key, head.contentLength(), head.lastModified())));
    }

    @Override
    public Optional<AssetContent> read(AssetKey key, long from, long length) {
        if (from < 0 || length < 1) {
            throw new IllegalArgumentException("no range: from " + from + ", length " + length);
        }
        return asking("read " + key, () -> open(key, from, length));
    }

    private Optional<AssetContent> open(AssetKey key, long from, long length) {
        try {
            return Optional.of(content(
                    key,
                    from,
                    client.getObject(ask ->
                            ask.bucket(bucket.name()).key(bucket.object(key)).range(range(from, length)))));
        } catch (S3Exception answer) {
            if (answer.statusCode() == 416) {
                return bucket.head(key).map(head -> behindTheEnd(key, from, head));
            }
            if (answer.statusCode() == 404 && !isNoBucket(answer)) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    private static boolean isNoBucket(S3Exception answer) {
        return answer.awsErrorDetails() != null
                && "NoSuchBucket".equals(answer.awsErrorDetails().errorCode());
    }

    private static @Nullable String range(long from, long length) {
        boolean toTheEnd = length > Long.MAX_VALUE - from;
        if (toTheEnd || length == Long.MAX_VALUE) {
            return from == 0 ? null : "bytes=" + from + "-";
        }
        return "bytes=" + from + "-" + (from + length - 1);
    }

    private static AssetContent content(AssetKey key, long from, ResponseInputStream<GetObjectResponse> in) {
        GetObjectResponse answer = in.response();
        String range = answer.contentRange();
        long total =
                range == null ? answer.contentLength() : Long.parseLong(range.substring(range.lastIndexOf('/') + 1));
        AssetStat stat = Bucket.stat(key, total, answer.lastModified());
        Body body = new Body(in, answer.contentLength());
        return new AssetContent(stat, answer.contentType(), from, answer.contentLength(), body);
    }

    private static AssetContent behindTheEnd(AssetKey key, long from, HeadObjectResponse head) {
        AssetStat stat = Bucket.stat(key, head.contentLength(), head.lastModified());
        return new AssetContent(stat, head.contentType(), from, 0, InputStream.nullInputStream());
    }

    @Override
    public boolean delete(AssetKey key) {
        return asking("delete " + key, () -> {
            boolean there = bucket.head(key).isPresent();
            client.deleteObject(ask -> ask.bucket(bucket.name()).key(bucket.object(key)));
            return there;
        });
    }

    @Override
    public int deleteFolder(AssetKey folder) {
        return asking("delete all below " + folder, () -> new Listing(bucket, folder).deleteAll());
    }

    @Override
    public List<AssetStat> list(AssetKey folder, Optional<AssetKey> after, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("limit must be at least 1, was " + limit);
        }
        return asking("list " + folder, () -> new Listing(bucket, folder).files(after, limit));
    }

    private static <T> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (AssetException ours) {
            throw ours;
        } catch (RuntimeException fault) {
            throw Faults.of(what, fault);
        }
    }

    /** Closes the client and its connections. */
    @Override
    public void close() {
        client.close();
    }

    /** Shows where, without keys. */
    @Override
    public String toString() {
        return description;
    }
}
