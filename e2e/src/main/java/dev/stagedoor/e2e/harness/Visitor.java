package dev.stagedoor.e2e.harness;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One person at one browser: an isolated profile with one page, and what can be seen of its media. */
public final class Visitor implements AutoCloseable {

    /** How long a visitor waits for anything before it is a failure. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration FREEZE_LIMIT = Duration.ofSeconds(5);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** Remembers every connection a page makes, so that its statistics can be asked whatever the page does with it. */
    public static final String REMEMBER_CONNECTIONS = """
            (() => {
              const Native = window.RTCPeerConnection;
              window.__connections = [];
              window.RTCPeerConnection = class extends Native {
                constructor(...given) { super(...given); window.__connections.push(this); }
              };
            })();
            """;

    private static final String RECEIVED = """
            async () => {
              const sum = { frames: 0, packets: 0, energy: 0, lost: 0, freezes: 0 };
              for (const connection of window.__connections ?? []) {
                for (const one of (await connection.getStats()).values()) {
                  if (one.type !== "inbound-rtp") continue;
                  sum.lost += one.packetsLost ?? 0;
                  if (one.kind === "video") { sum.frames += one.framesDecoded ?? 0; sum.freezes += one.freezeCount ?? 0; }
                  if (one.kind === "audio") {
                    sum.packets += one.packetsReceived ?? 0;
                    sum.energy += one.totalAudioEnergy ?? 0;
                  }
                }
              }
              return sum;
            }
            """;

    /** A function that gives the statistics as a text, for browsers driven otherwise. */
    public static final String RECEIVED_AS_TEXT = "async () => JSON.stringify(await (" + RECEIVED + ")())";

    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final URI server;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Visitor(String name, BrowserContext context, URI server) {
        this.name = name;
        this.context = context;
        this.server = server;
        context.addInitScript(REMEMBER_CONNECTIONS);
        this.page = context.newPage();
    }

    static Visitor enter(String name, BrowserContext context, URI server) {
        Visitor visitor = new Visitor(name, context, server);
        visitor.page.onPageError(error -> visitor.complaints.add("page error: " + error));
        visitor.page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                visitor.complaints.add("console: " + message.text() + " at " + message.location());
            }
        });
        return visitor;
    }

    public Page page() {
        return page;
    }

    /** Opens a path of the server. */
    public Page open(String path) {
        page.navigate(server.resolve(path).toString());
        return page;
    }

    /** Script errors and error messages of the console so far. */
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** What the page's connections received so far. */
    public Received received() {
        Object sum = page.evaluate(RECEIVED);
        if (!(sum instanceof Map<?, ?> map)) {
            throw new IllegalStateException("no statistics: " + sum);
        }
        return new Received(
                number(map, "frames").longValue(),
                number(map, "packets").longValue(),
                number(map, "energy").doubleValue(),
                number(map, "lost").longValue(),
                number(map, "freezes").longValue());
    }

    /** Waits until this many more pictures are decoded than now. */
    public Received awaitMoreFrames(int more) {
        long before = received().frames();
        return Await.until(
                name + " sees " + more + " more pictures than " + before,
                PATIENCE,
                this::received,
                now -> now.frames() >= before + more);
    }

    /** As {@link #awaitMoreFrames}, but gives up in peace when the source ends meanwhile. */
    public Received awaitMoreFramesWhile(int more, Supplier<Boolean> sourceGoesOn) {
        long before = received().frames();
        return Await.until(
                name + " sees " + more + " more pictures than " + before,
                FREEZE_LIMIT,
                this::received,
                now -> now.frames() >= before + more || !sourceGoesOn.get());
    }

    /** Waits until sound arrives that is not silence. */
    public Received awaitSound() {
        double before = received().energy();
        return Await.until(
                name + " hears something",
                PATIENCE,
                this::received,
                now -> now.audioPackets() > 0 && now.energy() > before);
    }

    /** Keeps a picture of the page as build output. */
    public void screenshot(String what) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + "-" + what + ".png")));
    }

    @Override
    public void close() {
        context.close();
    }

    private static Number number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Number number ? number : 0;
    }

    /**
     * Media received.
     *
     * @param frames decoded pictures
     * @param audioPackets received audio packets
     * @param energy sum of audio energy, zero when silent
     * @param lost lost packets
     * @param freezes times the picture stood still
     */
    public record Received(long frames, long audioPackets, double energy, long lost, long freezes) {}
}
