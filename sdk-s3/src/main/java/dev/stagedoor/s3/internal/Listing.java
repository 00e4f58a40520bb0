package dev.stagedoor.s3.internal;

import dev.stagedoor.core.asset.AssetException;
import dev.stagedoor.core.asset.AssetKey;
import dev.stagedoor.core.asset.AssetStat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * What is below a folder of a bucket.
 *
 * @param bucket which bucket
 * @param folder which folder
 */
public record Listing(Bucket bucket, AssetKey folder) {
    private static final int PAGE = 1_000;

    /**
     * @param after only names behind this one
     * @param limit the most to give
     * @return the files in the order of their names
     */
    public List<AssetStat> files(Optional<AssetKey> after, int limit) {
        List<AssetStat> found = new ArrayList<>();
        ListObjectsV2Request request = request(Math.min(PAGE, limit))
                .startAfter(after.map(bucket::object).orElse(null))
                .build();
        while (true) {
            ListObjectsV2Response page = bucket.client().listObjectsV2(request);
            for (S3Object object : page.contents()) {
                bucket.key(object.key())
                        .filter(key -> found.size() < limit)
                        .ifPresent(key -> found.add(Bucket.stat(key, object.size(), object.lastModified())));
            }
            if (found.size() >= limit || !Boolean.TRUE.equals(page.isTruncated())) {
                return found;
            }
            request = request(Math.min(PAGE, limit - found.size()))
                    .continuationToken(page.nextContinuationToken())
                    .build();
        }
    }

    private ListObjectsV2Request.Builder request(int most) {
        return ListObjectsV2Request.builder()
                .bucket(bucket.name())
                .prefix(bucket.object(folder) + "/")
                .maxKeys(most);
    }

    /**
     * Deletes all objects, a thousand a request.
     *
     * @return how many files there were
     */
    public int deleteAll() {
        int count = 0;
        ListObjectsV2Response page = bucket.client().listObjectsV2(request(PAGE).build());
        while (!page.contents().isEmpty()) {
            delete(page.contents());
            for (S3Object object : page.contents()) {
                count += bucket.key(object.key()).isPresent() ? 1 : 0;
            }
            String last = page.contents().get(page.contents().size() - 1).key();
            page = bucket.client().listObjectsV2(request(PAGE).startAfter(last).build());
        }
        return count;
    }

    private void delete(List<S3Object> objects) {
        List<ObjectIdentifier> names = objects.stream()
                .map(object -> ObjectIdentifier.builder().key(object.key()).build())
                .toList();
        DeleteObjectsResponse answer = bucket.client()
                .deleteObjects(ask -> ask.bucket(bucket.name())
                        .delete(all -> all.objects(names).quiet(true)));
        if (answer.hasErrors() && !answer.errors().isEmpty()) {
            throw new AssetException(
                    "cannot delete " + answer.errors().get(0).key() + " and "
                            + (answer.errors().size() - 1) + " others: "
                            + answer.errors().get(0).code(),
                    true,
                    null);
        }
    }
}
