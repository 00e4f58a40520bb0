package dev.stagedoor.s3;

import dev.stagedoor.core.asset.AssetKey;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.LegacyMd5Plugin;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;

/** Options of an {@link S3AssetStore}; every one but the bucket has a default. */
public final class S3Builder {
    private static final int LEAST_PART = 5 * 1024 * 1024;

    private final String bucket;
    private @Nullable URI endpoint;
    private String region = "us-east-1";
    private String prefix = "";
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable Boolean pathStyle;
    private Duration connectTimeout = Duration.ofSeconds(5);
    private Duration readTimeout = Duration.ofSeconds(30);
    private Duration callTimeout = Duration.ofMinutes(10);
    private int attempts = 5;
    private int partBytes = 16 * 1024 * 1024;
    private @Nullable BackoffStrategy backoff;

    S3Builder(String bucket) {
        if (bucket.isBlank()) {
            throw new IllegalArgumentException("bucket must not be blank");
        }
        this.bucket = bucket;
    }

    /**
     * The storage's address, such as {@code https://s3.example.com}. Default: Amazon's for the region.
     *
     * @param endpoint http or https
     * @return this
     */
    public S3Builder endpoint(URI endpoint) {
        if (endpoint.getHost() == null
                || !("https".equals(endpoint.getScheme()) || "http".equals(endpoint.getScheme()))) {
            throw new IllegalArgumentException("endpoint must be an http or https address, was " + endpoint);
        }
        if (endpoint.getUserInfo() != null) {
            throw new IllegalArgumentException("endpoint must hold no keys: give them to credentials()");
        }
        this.endpoint = endpoint;
        return this;
    }

    /**
     * The region. Default {@code us-east-1}, which many other storages take too.
     *
     * @param region such as {@code eu-central-1} or {@code auto}
     * @return this
     */
    public S3Builder region(String region) {
        this.region = region;
        return this;
    }

    /**
     * The folder of the bucket in which all files are, such as {@code stagedoor}. Default: the bucket itself.
     *
     * @param prefix shaped like an {@link AssetKey}, or empty
     * @return this
     */
    public S3Builder prefix(String prefix) {
        this.prefix = prefix.isEmpty() ? "" : new AssetKey(prefix).value() + "/";
        return this;
    }

    /**
     * The keys. Default: what Amazon's client finds in the environment, its files or the machine's role.
     *
     * @param accessKey the access key id
     * @param secretKey the secret access key; is shown and logged nowhere
     * @return this
     */
    public S3Builder credentials(String accessKey, String secretKey) {
        this.credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
        return this;
    }

    /**
     * Whether the bucket is named in the path instead of the host. Default: yes when an endpoint is given, because most other storages want that.
     *
     * @param pathStyle yes or no
     * @return this
     */
    public S3Builder pathStyle(boolean pathStyle) {
        this.pathStyle = pathStyle;
        return this;
    }

    /**
     * Time-outs, each more than 0.
     *
     * @param connect for a connection; default 5 s
     * @param read without a byte; default 30 s
     * @param call for one call with all repetitions, up to the beginning of a body that is read; default 10 minutes
     * @return this
     */
    public S3Builder timeouts(Duration connect, Duration read, Duration call) {
        connectTimeout = positive(connect);
        readTimeout = positive(read);
        callTimeout = positive(call);
        return this;
    }

    private static Duration positive(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a timeout must be more than 0, was " + timeout);
        }
        return timeout;
    }

    /**
     * How often a request is tried, 1 to 10. Default 5.
     *
     * @param attempts with the first one
     * @return this
     */
    public S3Builder attempts(int attempts) {
        if (attempts < 1 || attempts > 10) {
            throw new IllegalArgumentException("attempts must be 1 to 10, was " + attempts);
        }
        this.attempts = attempts;
        return this;
    }

    /**
     * Files larger than this go in parts of this size, each held in memory while it is sent: 5 to 512 MiB. Default 16 MiB, which takes files up to 156 GiB.
     *
     * @param bytes the size
     * @return this
     */
    public S3Builder partBytes(int bytes) {
        if (bytes < LEAST_PART || bytes > 512 * 1024 * 1024) {
            throw new IllegalArgumentException("partBytes must be 5 to 512 MiB, was " + bytes);
        }
        this.partBytes = bytes;
        return this;
    }

    /** For tests: no pause before a repetition. */
    S3Builder repeatAtOnce() {
        this.backoff = BackoffStrategy.retryImmediately();
        return this;
    }

    /** {@return the store; nothing is sent before it is used} */
    public S3AssetStore build() {
        S3ClientBuilder client = S3Client.builder()
                .region(Region.of(region))
                .credentialsProvider(
                        credentials == null
                                ? DefaultCredentialsProvider.builder().build()
                                : credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(connectTimeout)
                        .socketTimeout(readTimeout))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .addPlugin(LegacyMd5Plugin.create())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(pathStyle == null ? endpoint != null : pathStyle)
                        .chunkedEncodingEnabled(false)
                        .build())
                .overrideConfiguration(
                        options -> options.apiCallTimeout(callTimeout).retryStrategy(repetition()));
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        String where = endpoint == null ? "Amazon " + region : endpoint.getScheme() + "://" + endpoint.getAuthority();
        return new S3AssetStore(client.build(), bucket, prefix, partBytes, where);
    }

    private StandardRetryStrategy repetition() {
        StandardRetryStrategy.Builder strategy =
                AwsRetryStrategy.standardRetryStrategy().toBuilder().maxAttempts(attempts);
        if (backoff != null) {
            strategy.backoffStrategy(backoff).throttlingBackoffStrategy(backoff);
        }
        return strategy.build();
    }

    /** Shows where, without keys. */
    @Override
    public String toString() {
        return "S3Builder[bucket=" + bucket + ", prefix=" + prefix + ", endpoint=" + endpoint + "]";
    }
}
