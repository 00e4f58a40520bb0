package dev.stagedoor.benchmarks;

import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The load: one publisher and many viewers in a process of their own; prints one line of figures. */
final class ForwardingLoad {
    private static final int AUDIO_PT = 109;
    private static final long WARM_NANOS = 20_000_000_000L;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final ExecutorService handshakes = Executors.newCachedThreadPool();
    private final ConcurrentLinkedQueue<LoadViewer> woken = new ConcurrentLinkedQueue<>();
    private final List<LoadViewer> viewers = new ArrayList<>();
    private final Selector selector = Selector.open();
    private final byte[] packet = new byte[2048];
    private final ByteBuffer buffer = ByteBuffer.wrap(packet);

    private ForwardingLoad(int port) throws IOException {
        base = "http://127.0.0.1:" + port;
    }

    /** Takes the server's HTTP port, the number of viewers and the seconds to measure. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try {
            new ForwardingLoad(Integer.parseInt(args[0])).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
            System.exit(0);
        } catch (IOException | RuntimeException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private void run(int count, int seconds) throws IOException, InterruptedException {
        awaitReady();
        LoadPublisher publisher = new LoadPublisher(handshakes);
        publisher.post(http, base + "/whip/load", "coach", LoadPublisher.offer());
        Thread sending = new Thread(publisher, "publisher");
        sending.setPriority(Thread.MAX_PRIORITY);
        sending.start();
        while (!publisher.connected()) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < count; i++) {
            join(i);
            pump(20_000_000);
        }
        long give = System.nanoTime() + 10_000_000_000L;
        while (viewers.stream().anyMatch(viewer -> !viewer.connected()) && System.nanoTime() < give) {
            pump(50_000_000);
        }
        for (LoadViewer viewer : viewers) {
            if (!viewer.connected()) {
                System.err.println("not connected: " + viewer);
            }
        }
        long connected = viewers.stream().filter(LoadPeer::connected).count();
        pump(WARM_NANOS);
        viewers.forEach(viewer -> viewer.counting = true);
        long[] before = stats();
        pump(seconds * 1_000_000_000L);
        long[] after = stats();
        publisher.stop();
        print(count, connected, seconds, before, after);
    }

    private void join(int index) throws IOException, InterruptedException {
        LoadViewer[] self = new LoadViewer[1];
        LoadViewer viewer = new LoadViewer(
                handshakes,
                () -> {
                    woken.add(self[0]);
                    selector.wakeup();
                },
                AUDIO_PT);
        self[0] = viewer;
        viewer.channel.register(selector, SelectionKey.OP_READ, viewer);
        ClientOffer offer =
                ClientOffer.play(List.of(RtpCodec.opus(AUDIO_PT)), List.of(RtpCodec.vp8(120), RtpCodec.rtx(121, 120)));
        viewer.post(http, base + "/whep/load", "viewer" + index, offer);
        viewers.add(viewer);
    }

    /** Receives for a while. */
    private void pump(long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        long reportAt = System.nanoTime();
        long advanceAt = reportAt;
        while (System.nanoTime() < end) {
            selector.select(this::read, 5);
            LoadViewer ready;
            while ((ready = woken.poll()) != null) {
                ready.woken();
            }
            long now = System.nanoTime();
            if (now >= advanceAt) {
                advanceAt = now + 20_000_000;
                for (LoadViewer viewer : viewers) {
                    viewer.advance(now);
                }
            }
            if (now >= reportAt) {
                reportAt = now + 1_000_000_000L;
                for (LoadViewer viewer : viewers) {
                    viewer.alive(now);
                    viewer.report();
                }
            }
        }
    }

    private void read(SelectionKey key) {
        LoadViewer viewer = (LoadViewer) key.attachment();
        try {
            while (true) {
                buffer.clear();
                InetSocketAddress from = (InetSocketAddress) viewer.channel.receive(buffer);
                if (from == null) {
                    return;
                }
                if (PacketKind.of(packet, 0, buffer.position()) == PacketKind.RTP) {
                    viewer.rtp(packet, buffer.position());
                } else {
                    viewer.control(packet, buffer.position(), from);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void awaitReady() throws IOException, InterruptedException {
        while (!get().endsWith("true")) {
            Thread.onSpinWait();
        }
    }

    private String get() throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(URI.create(base + "/stats")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private long[] stats() throws IOException, InterruptedException {
        String[] words = get().split(" ");
        return new long[] {Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[3])};
    }

    private void print(int count, long connected, int seconds, long[] before, long[] after) {
        long received = viewers.stream().mapToLong(viewer -> viewer.packets).sum();
        long lost = viewers.stream().mapToLong(LoadViewer::lost).sum();
        long undecryptable =
                viewers.stream().mapToLong(viewer -> viewer.undecryptable).sum();
        double micros = (after[0] - before[0]) / 1000.0 / received;
        double cores = (after[0] - before[0]) / 1e9 / seconds;
        System.out.println(String.format(
                Locale.ROOT,
                "result %d %d %d %d %d %d %.2f %.3f",
                count,
                connected,
                received,
                lost,
                undecryptable,
                after[1] - before[1],
                micros,
                cores));
    }
}
