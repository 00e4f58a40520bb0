package dev.stagedoor.mediaserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.ViewerSessionId;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputEvent;
import dev.stagedoor.core.media.LiveInputSpec;
import dev.stagedoor.core.media.WatchGrant;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.rtc.codec.EncodedFrame;
import dev.stagedoor.rtc.codec.MediaCodec;
import dev.stagedoor.webrtc.HttpCall;
import dev.stagedoor.webrtc.HttpReply;
import dev.stagedoor.webrtc.headless.ClientState;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The provider over real sockets on the loopback interface, with the headless clients. */
@Timeout(60)
class EmbeddedLiveInputProviderTest {
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private final StreamId yoga = new StreamId(new UUID(1, 1));
    private final StreamId pilates = new StreamId(new UUID(1, 2));
    private final UserId ana = new UserId(new UUID(2, 1));
    private final ViewerSessionId phone = new ViewerSessionId(new UUID(3, 1));

    private volatile Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private final EmbeddedLiveInputProvider provider = start();
    private final RtcLoop loop = RtcLoop.start("test");
    private final ScheduledExecutorService camera = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<LiveInputEvent> events = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private final LiveInput input = provider.create(new LiveInputSpec(yoga, "Yoga"));
    private long timestamp;

    EmbeddedLiveInputProviderTest() {
        provider.connect(events::add);
    }

    private EmbeddedLiveInputProvider start() {
        return EmbeddedLiveInputProvider.builder(URI.create("http://127.0.0.1:8080"))
                .secret(SECRET)
                .clock(() -> now)
                .media(server ->
                        server.bindAddress(InetAddress.getLoopbackAddress()).warmUp(false))
                .start();
    }

    @AfterEach
    void close() throws Exception {
        camera.shutdownNow();
        for (AutoCloseable client : open) {
            client.close();
        }
        loop.close();
        provider.close();
    }

    private CompletionStage<HttpReply> http(HttpCall call) {
        Map<String, List<String>> headers = new HashMap<>();
        call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
        EndpointResponse response = provider.mediaServer()
                .handle(new EndpointRequest(
                        call.method(),
                        call.uri(),
                        headers,
                        call.body().getBytes(StandardCharsets.UTF_8),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)));
        Map<String, List<String>> answered = new HashMap<>();
        response.headers()
                .forEach(header -> answered.computeIfAbsent(header.name(), key -> new ArrayList<>())
                        .add(header.value()));
        return CompletableFuture.completedFuture(new HttpReply(response.status(), answered, response.text()));
    }

    private WhipPublisher publish() {
        WhipPublisher publisher = WhipPublisher.builder(input.whipUrl())
                .bearer(input.bearer())
                .http(this::http)
                .localAddress(InetAddress.getLoopbackAddress())
                .allowPlainHttp(true)
                .video(MediaCodec.VP8)
                .start(loop);
        open.add(publisher);
        camera.scheduleAtFixedRate(() -> film(publisher), 0, 20, TimeUnit.MILLISECONDS);
        return publisher;
    }

    private void film(WhipPublisher publisher) {
        timestamp += 1800;
        boolean key = timestamp % 18_000 == 0;
        byte[] picture = new byte[3000];
        picture[0] = (byte) (key ? 0 : 1);
        publisher.send(new EncodedFrame(MediaCodec.VP8, picture, timestamp, key));
        publisher.send(new EncodedFrame(MediaCodec.OPUS, new byte[] {1, 2, 3}, timestamp * 48 / 90, true));
    }

    private WatchTicket ticket(ViewerSessionId device) {
        return provider.ticket(new WatchGrant(yoga, input.id(), ana, device, now.plusSeconds(60)));
    }

    private WhepPlayer watch(String token, BlockingQueue<EncodedFrame> frames, BlockingQueue<ClientState> states) {
        WhepPlayer player = WhepPlayer.builder(URI.create("http://127.0.0.1:8080/whep/" + yoga))
                .bearer(token)
                .http(this::http)
                .localAddress(InetAddress.getLoopbackAddress())
                .allowPlainHttp(true)
                .onFrame(frames::add)
                .onState(states::add)
                .start(loop);
        open.add(player);
        return player;
    }

    private <E extends LiveInputEvent> E awaitEvent(Class<E> type) throws InterruptedException {
        while (true) {
            LiveInputEvent event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("waiting for " + type.getSimpleName()).isNotNull();
            if (type.isInstance(event)) {
                return type.cast(event);
            }
        }
    }

    @Test
    void a_player_gets_pictures_and_sound_of_a_publisher() throws Exception {
        publish();
        awaitEvent(LiveInputEvent.MediaFlowing.class);
        BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();
        watch(ticket(phone).token(), frames, new LinkedBlockingQueue<>());
        boolean picture = false;
        boolean sound = false;
        while (!picture || !sound) {
            EncodedFrame frame = frames.poll(30, TimeUnit.SECONDS);
            assertThat(frame).isNotNull();
            picture |= frame.codec() == MediaCodec.VP8;
            sound |= frame.codec() == MediaCodec.OPUS;
        }
        LiveInputEvent.ViewerJoined joined = awaitEvent(LiveInputEvent.ViewerJoined.class);
        assertThat(joined.userId()).isEqualTo(ana);
        assertThat(joined.viewerSessionId()).isEqualTo(phone);
        assertThat(provider.mediaServer().metrics().viewerSessions()).isEqualTo(1);
        assertThat(provider.mediaServer().sessions()).hasSize(2);
    }

    @Test
    void a_revoked_person_is_cut_off_and_the_ticket_is_worthless_but_a_new_one_works() throws Exception {
        publish();
        awaitEvent(LiveInputEvent.MediaFlowing.class);
        WatchTicket ticket = ticket(phone);
        BlockingQueue<EncodedFrame> frames = new LinkedBlockingQueue<>();
        BlockingQueue<ClientState> states = new LinkedBlockingQueue<>();
        watch(ticket.token(), frames, states);
        assertThat(frames.poll(30, TimeUnit.SECONDS)).isNotNull();
        provider.revokeUser(yoga, ana);
        awaitEvent(LiveInputEvent.ViewerLeft.class);
        ClientState state = states.poll(30, TimeUnit.SECONDS);
        while (state != ClientState.CLOSED) {
            assertThat(state).isNotNull();
            state = states.poll(30, TimeUnit.SECONDS);
        }
        BlockingQueue<EncodedFrame> again = new LinkedBlockingQueue<>();
        watch(ticket(phone).token(), again, new LinkedBlockingQueue<>());
        assertThat(again.poll(30, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void deleting_the_live_input_ends_the_broadcast() throws Exception {
        assertThat(provider.broadcasting()).isEmpty();
        publish();
        awaitEvent(LiveInputEvent.MediaFlowing.class);
        assertThat(provider.broadcasting()).containsExactly(yoga);
        provider.delete(input.id());
        awaitEvent(LiveInputEvent.PublisherGone.class);
        assertThat(provider.broadcasting()).isEmpty();
        assertThat(provider.find(input.id())).isEmpty();
        assertThat(status("whip", yoga, input.bearer())).isEqualTo(404);
    }

    private int status(String door, StreamId stream, String token) {
        return http(new HttpCall(
                        "POST",
                        URI.create("http://127.0.0.1:8080/" + door + "/" + stream),
                        Map.of("Content-Type", "application/sdp", "Authorization", "Bearer " + token),
                        "v=0"))
                .toCompletableFuture()
                .join()
                .status();
    }

    @Test
    void only_the_right_unexpired_unrevoked_token_of_this_class_opens_the_door() {
        provider.create(new LiveInputSpec(pilates, "Pilates"));
        String token = ticket(phone).token();
        assertThat(status("whep", yoga, token))
                .as("let in, then the SDP is refused")
                .isEqualTo(400);
        assertThat(status("whep", pilates, token)).isEqualTo(403);
        assertThat(status("whep", yoga, token.substring(1))).isEqualTo(401);
        assertThat(status("whep", yoga, "x.y")).isEqualTo(401);
        provider.revokeViewer(yoga, phone);
        assertThat(status("whep", yoga, token)).isEqualTo(401);
        String next = ticket(phone).token();
        assertThat(status("whep", yoga, next)).isEqualTo(400);
        now = now.plus(Duration.ofMinutes(2));
        assertThat(status("whep", yoga, next)).isEqualTo(401);
    }

    @Test
    void a_closed_live_input_takes_no_broadcast_until_it_is_opened_again() {
        provider.enable(input.id(), false);
        assertThat(status("whip", yoga, input.bearer())).isEqualTo(403);
        provider.enable(input.id(), true);
        assertThat(status("whip", yoga, input.bearer())).isEqualTo(400);
        assertThat(status("whip", yoga, "wrong")).isEqualTo(401);
    }

    @Test
    void a_live_input_made_again_has_the_same_key_also_after_a_restart() {
        assertThat(provider.create(new LiveInputSpec(yoga, "Yoga")).bearer()).isEqualTo(input.bearer());
        try (EmbeddedLiveInputProvider restarted = start()) {
            assertThat(restarted.create(new LiveInputSpec(yoga, "Yoga")).bearer())
                    .isEqualTo(input.bearer());
        }
    }
}
