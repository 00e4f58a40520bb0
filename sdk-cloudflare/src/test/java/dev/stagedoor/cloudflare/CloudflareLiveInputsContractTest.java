package dev.stagedoor.cloudflare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.testkit.LiveInputProviderContract;
import dev.stagedoor.testkit.SettableClock;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against the local Cloudflare, with real WHIP and WHEP. */
class CloudflareLiveInputsContractTest extends LiveInputProviderContract {
    private static final byte[] SOUND = {(byte) 0xfc, 1, 2, 3};

    @TempDir
    Path folder;

    private final RtcLoop loop = RtcLoop.start("contract");
    private final ScheduledExecutorService sound = Executors.newSingleThreadScheduledExecutor();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Ground ground;

    @Override
    protected LiveInputProvider provider(SettableClock time) {
        ground = new Ground(folder, time, 2);
        return CloudflareLiveInputProvider.of(ground.client, ground.tokens.get(), time);
    }

    @AfterEach
    void closeAll() throws Exception {
        sound.shutdownNow();
        for (AutoCloseable one : open) {
            one.close();
        }
        loop.close();
        ground.close();
    }

    @Override
    protected boolean publish(LiveInputProvider provider, LiveInput liveInput) {
        WhipPublisher publisher = WhipPublisher.builder(liveInput.whipUrl())
                .withoutVideo()
                .reconnect(false)
                .start(loop);
        open.add(publisher);
        if (!isLive(publisher.live())) {
            return false;
        }
        AtomicLong timestamp = new AtomicLong();
        var unused = sound.scheduleAtFixedRate(
                () -> publisher.send(new EncodedFrame(MediaCodec.OPUS, SOUND, timestamp.getAndAdd(960), true)),
                0,
                20,
                TimeUnit.MILLISECONDS);
        return true;
    }

    @Override
    protected boolean watch(LiveInputProvider provider, WatchTicket ticket) {
        WhepPlayer player = WhepPlayer.builder(ticket.whepUrl()).withoutVideo().start(loop);
        open.add(player);
        return isLive(player.live());
    }

    private static boolean isLive(java.util.concurrent.CompletableFuture<Void> live) {
        try {
            live.get(20, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException refused) {
            return false;
        } catch (InterruptedException | TimeoutException late) {
            throw new AssertionError("neither let in nor refused", late);
        }
    }

    private static String segment(URI url) {
        String[] parts = url.getPath().split("/");
        return parts[parts.length - 3];
    }

    private static URI with(URI url, String segment) {
        return URI.create(url.toString().replace("/" + segment(url) + "/", "/" + segment + "/"));
    }

    @Override
    protected String key(LiveInput liveInput) {
        return segment(liveInput.whipUrl());
    }

    @Override
    protected LiveInput withKey(LiveInput liveInput, String key) {
        return new LiveInput(liveInput.id(), with(liveInput.whipUrl(), key), "");
    }

    @Override
    protected String token(WatchTicket ticket) {
        return segment(ticket.whepUrl());
    }

    @Override
    protected WatchTicket withToken(WatchTicket ticket, String token) {
        return new WatchTicket(with(ticket.whepUrl(), token.isEmpty() ? "x" : token), "", ticket.expiresAt());
    }

    @Test
    void a_publisher_whose_broadcast_was_ended_cannot_return_with_the_old_address() {
        LiveInputProvider provider = provider(new SettableClock(java.time.Instant.parse("2026-11-26T09:00:00Z")));
        LiveInput input = provider.create(new dev.stagedoor.core.media.LiveInputSpec(
                new dev.stagedoor.core.session.StreamId(new java.util.UUID(2, 9)), "Morning yoga"));
        assertThat(publish(provider, input)).isTrue();

        provider.endBroadcast(input.id());

        assertThat(publish(provider, input)).isFalse();
        assertThat(publish(provider, provider.find(input.id()).orElseThrow())).isTrue();
    }
}
