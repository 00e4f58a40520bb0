package dev.stagedoor.s3.internal;

import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket, and the prefix that all our names have in it.
 *
 * @param client speaks to it
 * @param name the bucket's name
 * @param prefix ends with a slash, or is empty
 */
public record Bucket(S3Client client, String name, String prefix) {
    /** The metadata in which we keep a file's checksum, because storages differ in what they keep themselves. */
    static final String CHECKSUM = "sha256";

    /**
     * @param key a name
     * @return the object's name
     */
    public String object(AssetKey key) {
        return prefix + key.value();
    }

    /**
     * @param object an object's name
     * @return the file it is; empty when it is none of ours
     */
    public Optional<AssetKey> key(String object) {
        String rest = object.startsWith(prefix) ? object.substring(prefix.length()) : "";
        return AssetKey.isKey(rest) ? Optional.of(new AssetKey(rest)) : Optional.empty();
    }

    /**
     * @param key a name
     * @return what the bucket says of it; empty when it is not there
     */
    public Optional<HeadObjectResponse> head(AssetKey key) {
        try {
            return Optional.of(client.headObject(ask -> ask.bucket(name).key(object(key))));
        } catch (S3Exception answer) {
            if (answer.statusCode() == 404) {
                return Optional.empty();
            }
            throw answer;
        }
    }

    /**
     * Storages tell times to the second in one answer and to the millisecond in another: we tell the second everywhere.
     *
     * @param key a name
     * @param bytes its size
     * @param storedAt the storage's time
     * @return what is stored
     */
    public static AssetStat stat(AssetKey key, long bytes, Instant storedAt) {
        return new AssetStat(key, bytes, storedAt.truncatedTo(ChronoUnit.SECONDS));
    }
}
