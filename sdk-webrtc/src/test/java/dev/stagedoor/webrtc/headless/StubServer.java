package dev.stagedoor.webrtc.headless;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stagedoor.rtc.ice.IceRole;
import dev.stagedoor.rtc.rtp.NackGenerator;
import dev.stagedoor.rtc.rtp.PacketRing;
import dev.stagedoor.rtc.rtp.RtcpPacket;
import dev.stagedoor.rtc.rtp.RtpPacket;
import dev.stagedoor.rtc.rtp.Rtx;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.SessionDescription;
import dev.stagedoor.rtc.sdp.WhepAnswerer;
import dev.stagedoor.rtc.sdp.WhipAnswerer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A WHIP and WHEP server of one publisher and its viewers, on the transport itself: enough to talk to the clients under test,
 * with losses that follow a seed.
 */
final class StubServer implements AutoCloseable {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<String> deleted = new CopyOnWriteArrayList<>();
    final AtomicInteger nacksOfViewers = new AtomicInteger();
    final AtomicInteger reportsOfViewers = new AtomicInteger();
    final AtomicInteger reportsOfPublisher = new AtomicInteger();
    volatile int nextStatus;
    volatile BooleanSupplier losesToPublisher = () -> false;
    volatile BooleanSupplier losesToViewer = () -> false;

    private final RtcLoop loop = RtcLoop.start("stub");
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final HttpServer http;
    private final List<Viewer> viewers = new CopyOnWriteArrayList<>();
    private volatile @Nullable Ingest ingest;
    private volatile Negotiation.@Nullable Accepted published;

    StubServer() throws IOException {
        http = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        http.setExecutor(threads);
        http.createContext("/", this::handle);
        http.start();
    }

    static BooleanSupplier seededLoss(long seed, int percent) {
        Random random = new Random(seed);
        return () -> random.nextInt(100) < percent;
    }

    URI whip() {
        return uri("/whip/class");
    }

    URI whep() {
        return uri("/whep/class");
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + path);
    }

    /** Cuts the publisher off as a server that ends does. */
    void closePublisher() {
        Ingest current = ingest;
        if (current != null && current.peer != null) {
            loop.execute(current.peer::close);
        }
    }

    /** Tells viewers the sender's time. */
    void report(long ntp, long timestamp) {
        loop.execute(() -> viewers.forEach(viewer -> viewer.report(ntp, timestamp)));
    }

    void requestKeyFrame() {
        Ingest current = ingest;
        if (current != null) {
            loop.execute(current::requestKeyFrame);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + path);
        try {
            if (exchange.getRequestMethod().equals("DELETE")) {
                deleted.add(path);
                reply(exchange, 200, "");
            } else if (nextStatus != 0) {
                int status = nextStatus;
                nextStatus = 0;
                reply(exchange, status, "{\"title\":\"not now\",\"detail\":\"stub says " + status + "\"}");
            } else {
                String answer = CompletableFuture.supplyAsync(
                                () -> path.startsWith("/whip") ? publish(body) : play(body), loop::execute)
                        .get(10, TimeUnit.SECONDS);
                exchange.getResponseHeaders().add("Content-Type", "application/sdp");
                exchange.getResponseHeaders().add("Location", path + "/" + requests.size());
                exchange.getResponseHeaders().add("ETag", "\"one\"");
                reply(exchange, answer.isEmpty() ? 422 : 201, answer);
            }
        } catch (Exception e) {
            reply(exchange, 500, String.valueOf(e));
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String publish(String body) {
        Negotiation outcome = WhipAnswerer.builder().build().negotiate(SessionDescription.parse(body));
        if (!(outcome instanceof Negotiation.Accepted agreed)) {
            return "";
        }
        Ingest next = new Ingest();
        ingest = next;
        published = agreed;
        return open(agreed, next);
    }

    private String play(String body) {
        Negotiation.Accepted source = published;
        if (source == null) {
            return "";
        }
        List<OutboundTrack> tracks = source.media().stream()
                .map(m -> new OutboundTrack(
                        m.kind(),
                        m.codec(),
                        m.kind() == MediaKind.AUDIO ? 10 : 20,
                        m.kind() == MediaKind.AUDIO ? -1 : 21,
                        "stub",
                        new Msid("class", m.kind().token())))
                .toList();
        Negotiation outcome = WhepAnswerer.builder().build().negotiate(SessionDescription.parse(body), tracks);
        if (!(outcome instanceof Negotiation.Accepted agreed)) {
            return "";
        }
        Viewer viewer = new Viewer(agreed);
        viewers.add(viewer);
        return open(agreed, viewer);
    }

    private String open(Negotiation.Accepted agreed, Party party) {
        try {
            Peer peer = new Peer(loop, LOOPBACK, IceRole.CONTROLLED, party);
            party.peer = peer;
            String answer = agreed.answer(peer.describe()).toString();
            peer.start(agreed);
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
        loop.close();
    }

    private abstract static class Party implements PeerListener {
        @Nullable
        Peer peer;

        @Override
        public void connected(long nowNanos) {}

        @Override
        public void consent(boolean fresh) {}

        @Override
        public void gone(String reason) {}

        @Override
        public long mediaDeadline() {
            return Long.MAX_VALUE;
        }

        @Override
        public void mediaDue(long nowNanos) {}

        void tell(RtcpPacket packet) {
            Peer current = peer;
            if (current != null) {
                current.sendRtcp(List.of(packet));
            }
        }
    }

    /** Receives, loses some, asks for them again, hands on what came. */
    private final class Ingest extends Party {
        private final NackGenerator missing = new NackGenerator(0, 20_000_000L, 10);
        private long videoSource;

        void requestKeyFrame() {
            tell(new RtcpPacket.PictureLossIndication(1, videoSource));
        }

        @Override
        public void rtp(RtpPacket packet, long nowNanos) {
            if (losesToPublisher.getAsBoolean()) {
                return;
            }
            Negotiation.Accepted agreed = published;
            if (agreed == null) {
                return;
            }
            agreed.media(MediaKind.VIDEO).ifPresent(video -> {
                if (packet.payloadType() == video.rtxPayloadType()) {
                    int length = Rtx.decapsulate(packet, video.codec().payloadType(), videoSource);
                    if (length > 0) {
                        packet.wrap(packet.buffer(), packet.offset(), length);
                    }
                }
                if (packet.payloadType() == video.codec().payloadType()) {
                    videoSource = packet.ssrc();
                    missing.received(packet.sequenceNumber(), nowNanos);
                }
            });
            mediaDue(nowNanos);
            viewers.forEach(v -> v.forward(packet));
        }

        @Override
        public void rtcp(List<RtcpPacket> packets, long nowNanos) {
            packets.stream()
                    .filter(RtcpPacket.SenderReport.class::isInstance)
                    .forEach(p -> reportsOfPublisher.incrementAndGet());
        }

        @Override
        public long mediaDeadline() {
            return missing.nextDeadline();
        }

        @Override
        public void mediaDue(long nowNanos) {
            List<Integer> lost = missing.poll(nowNanos);
            if (!lost.isEmpty()) {
                tell(new RtcpPacket.Nack(1, videoSource, lost));
            }
        }
    }

    /** Sends, loses some, sends again what is asked for. */
    private final class Viewer extends Party {
        private final Negotiation.Accepted agreed;
        private final PacketRing ring = new PacketRing(1024, 1400);
        private final RtpPacket view = new RtpPacket();
        private final byte[] packet = new byte[1500];
        private int rtxSequence = 7;

        private Viewer(Negotiation.Accepted agreed) {
            this.agreed = agreed;
        }

        void report(long ntp, long timestamp) {
            long ssrc = agreed.media(MediaKind.VIDEO)
                    .orElseThrow()
                    .outbound()
                    .orElseThrow()
                    .ssrc();
            tell(new RtcpPacket.SenderReport(ssrc, ntp, timestamp, 1, 1, List.of()));
        }

        void forward(RtpPacket source) {
            Negotiation.Accepted from = published;
            if (from == null) {
                return;
            }
            from.media().stream()
                    .filter(m -> m.codec().payloadType() == source.payloadType())
                    .flatMap(m -> agreed.media(m.kind()).stream())
                    .findFirst()
                    .ifPresent(target -> {
                        System.arraycopy(source.buffer(), source.offset(), packet, 0, source.length());
                        view.wrap(packet, 0, source.length());
                        view.payloadType(target.codec().payloadType());
                        view.ssrc(target.outbound().orElseThrow().ssrc());
                        if (target.kind() == MediaKind.VIDEO) {
                            ring.store(view.sequenceNumber(), packet, 0, view.length());
                        }
                        if (target.kind() != MediaKind.VIDEO || !losesToViewer.getAsBoolean()) {
                            send(view.length());
                        }
                    });
        }

        private void send(int length) {
            Peer current = peer;
            if (current != null) {
                current.sendRtp(packet, 0, length);
            }
        }

        @Override
        public void rtp(RtpPacket packet, long nowNanos) {}

        @Override
        public void rtcp(List<RtcpPacket> packets, long nowNanos) {
            for (RtcpPacket request : packets) {
                if (request instanceof RtcpPacket.Nack nack) {
                    nacksOfViewers.addAndGet(nack.lost().size());
                    nack.lost().forEach(this::resend);
                } else if (request instanceof RtcpPacket.PictureLossIndication) {
                    requestKeyFrame();
                } else if (request instanceof RtcpPacket.ReceiverReport) {
                    reportsOfViewers.incrementAndGet();
                }
            }
        }

        private void resend(int sequence) {
            if (ring.find(sequence, view)) {
                int rtx = agreed.media(MediaKind.VIDEO).orElseThrow().rtxPayloadType();
                send(Rtx.encapsulate(view, packet, 0, rtx, 21, rtxSequence++));
            }
        }
    }
}
