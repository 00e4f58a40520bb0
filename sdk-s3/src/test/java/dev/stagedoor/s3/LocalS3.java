package dev.stagedoor.s3;

import java.net.URI;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server of this machine that speaks S3, checks signatures and checksums, and keeps everything in memory. */
final class LocalS3 implements AutoCloseable {
    static final String ACCESS_KEY = "local-access";
    static final String SECRET_KEY = "local-s3cr3t";

    private final S3Proxy server;

    private LocalS3(S3Proxy server) {
        this.server = server;
    }

    static LocalS3 start() {
        try {
            BlobStore store = BlobStores.create("transient-nio2", new Properties());
            S3Proxy server = S3Proxy.builder()
                    .blobStore(store)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                    .build();
            server.start();
            return new LocalS3(server);
        } catch (Exception broken) {
            throw new AssertionError("the S3 server does not start", broken);
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getPort());
    }

    /** A plain client, to look behind the store's back. */
    S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint())
                .region(Region.US_EAST_1)
                .serviceConfiguration(
                        options -> options.pathStyleAccessEnabled(true).chunkedEncodingEnabled(false))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .build();
    }

    void makeBucket(String name) {
        try (S3Client client = client()) {
            client.createBucket(ask -> ask.bucket(name));
        }
    }

    S3Builder store(String bucket) {
        return S3AssetStore.builder(bucket)
                .endpoint(endpoint())
                .credentials(ACCESS_KEY, SECRET_KEY)
                .repeatAtOnce();
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception broken) {
            throw new AssertionError("the S3 server does not stop", broken);
        }
    }
}
