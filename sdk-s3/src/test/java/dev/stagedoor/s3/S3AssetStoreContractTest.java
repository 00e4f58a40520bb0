package dev.stagedoor.s3;

import dev.stagedoor.core.asset.AssetStore;
import dev.stagedoor.testkit.AssetStoreContract;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class S3AssetStoreContractTest extends AssetStoreContract {
    private static final AtomicInteger BUCKETS = new AtomicInteger();
    private static LocalS3 server;

    @BeforeAll
    static void start() {
        server = LocalS3.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected AssetStore store() {
        String bucket = "bucket-" + BUCKETS.incrementAndGet();
        server.makeBucket(bucket);
        return server.store(bucket)
                .prefix("stagedoor/assets")
                .partBytes(5 * 1024 * 1024)
                .build();
    }
}
