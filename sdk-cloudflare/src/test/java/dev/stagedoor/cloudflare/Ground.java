package dev.stagedoor.cloudflare;

import dev.stagedoor.cloudflare.stream.CloudflareStream;
import dev.stagedoor.cloudflare.stream.SigningKey;
import dev.stagedoor.cloudflare.stream.ViewerTokens;
import dev.stagedoor.core.recording.RecordingId;
import dev.stagedoor.core.recording.ReplayGrant;
import dev.stagedoor.core.recording.ReplayTicket;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.testkit.cloudflare.LocalCloudflare;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** A local Cloudflare, a client of it, and a node's recordings beside. */
final class Ground implements AutoCloseable, LocalRecordings {
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    final SettableClock clock;
    final LocalCloudflare cloudflare;
    final CloudflareStream client;
    final Supplier<ViewerTokens> tokens;
    private final Path folder;

    Ground(Path folder, SettableClock clock, int attempts) {
        this(folder, clock, attempts, Duration.ZERO);
    }

    Ground(Path folder, SettableClock clock, int attempts, Duration encodingTime) {
        this.folder = folder;
        this.clock = clock;
        try {
            Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        cloudflare = LocalCloudflare.builder()
                .clock(clock)
                .encodingTime(encodingTime)
                .dataDirectory(folder.resolve("cloudflare"))
                .start();
        client = CloudflareStream.builder(LocalCloudflare.ACCOUNT_ID, LocalCloudflare.API_TOKEN)
                .baseUrl(cloudflare.apiBase())
                .attempts(attempts)
                .clock(clock)
                .sleeper(clock::advance)
                .build();
        SigningKey key = client.signingKeys().create();
        ViewerTokens signer = ViewerTokens.of(key.id(), key.pem().orElseThrow(), clock);
        tokens = () -> signer;
    }

    CloudflareRecordingProvider recordings() {
        return new CloudflareRecordingProvider(client, tokens, Optional.empty(), this, clock);
    }

    Path fileOf(RecordingId id) {
        return folder.resolve(id + ".mp4");
    }

    /** Grey pictures, ten a second, in YUV4MPEG2. */
    void record(RecordingId id, int pictures) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(("YUV4MPEG2 W" + WIDTH + " H" + HEIGHT + " F10:1 Ip A1:1 C420jpeg\n")
                .getBytes(StandardCharsets.US_ASCII));
        byte[] picture = new byte[WIDTH * HEIGHT * 3 / 2];
        for (int i = 0; i < pictures; i++) {
            file.writeBytes("FRAME\n".getBytes(StandardCharsets.US_ASCII));
            file.writeBytes(picture);
        }
        write(id, file.toByteArray());
    }

    void write(RecordingId id, byte[] content) {
        try {
            Files.write(fileOf(id), content);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public Optional<Path> mp4(RecordingId id) {
        return Optional.of(fileOf(id)).filter(Files::exists);
    }

    @Override
    public void drop(RecordingId id) {
        try {
            Files.deleteIfExists(fileOf(id));
            Files.deleteIfExists(UploadState.beside(fileOf(id)));
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    @Override
    public ReplayTicket ticket(ReplayGrant grant) {
        URI playlist = URI.create("http://localhost/hls/" + grant.recordingId() + "/index.m3u8");
        return new ReplayTicket(playlist, "token-of-" + grant.userId(), grant.expiresAt());
    }

    @Override
    public void close() {
        cloudflare.close();
    }
}
