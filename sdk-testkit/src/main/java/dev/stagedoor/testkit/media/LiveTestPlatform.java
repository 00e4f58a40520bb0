package dev.stagedoor.testkit.media;

import dev.stagedoor.core.accounts.UserId;
import dev.stagedoor.core.audience.WatchResult;
import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.session.BroadcastResult;
import dev.stagedoor.core.session.StreamId;
import dev.stagedoor.mediaserver.EmbeddedLiveInputProvider;
import dev.stagedoor.mediaserver.MediaServer;
import dev.stagedoor.testkit.TestPlatform;
import dev.stagedoor.webrtc.HttpTransport;
import dev.stagedoor.webrtc.headless.RtcLoop;
import dev.stagedoor.webrtc.headless.WhepPlayer;
import dev.stagedoor.webrtc.headless.WhipPublisher;
import java.net.InetAddress;
import java.net.URI;

/**
 * The whole thing in one JVM: a {@link TestPlatform} whose live inputs are a real media server on a free loopback port. Seats are sold in memory, media is
 * published by WHIP and watched by WHEP over real ICE, DTLS and SRTP. Sockets and media run on real time, everything else on the platform's clock.
 */
public final class LiveTestPlatform implements AutoCloseable {
    private static final URI PUBLIC_URL = URI.create("http://localhost");

    private final TestPlatform test;
    private final EmbeddedLiveInputProvider liveInputs;
    private final EndpointTransport http;
    private final RtcLoop loop;

    private LiveTestPlatform(TestPlatform.Options options) {
        test = options.liveInputs(clock -> EmbeddedLiveInputProvider.builder(PUBLIC_URL)
                        .clock(clock)
                        .media(LiveTestPlatform::onLoopback)
                        .start())
                .start();
        liveInputs = (EmbeddedLiveInputProvider) test.liveInputs();
        http = new EndpointTransport(liveInputs.mediaServer());
        loop = RtcLoop.start("test-clients");
    }

    private static void onLoopback(MediaServer.Builder media) {
        media.port(0).bindAddress(InetAddress.getLoopbackAddress());
    }

    /** {@return a platform with in-memory storage, running} */
    public static LiveTestPlatform inMemory() {
        return over(TestPlatform.inMemory());
    }

    /**
     * @param options of a test platform, such as its storage; its live inputs are replaced
     * @return the platform, running
     */
    public static LiveTestPlatform over(TestPlatform.Options options) {
        return new LiveTestPlatform(options);
    }

    /** {@return the platform with its shortcuts and its clock} */
    public TestPlatform test() {
        return test;
    }

    /** {@return the media server, for its figures} */
    public MediaServer mediaServer() {
        return liveInputs.mediaServer();
    }

    /** {@return what carries WHIP and WHEP requests to the media server} */
    public HttpTransport http() {
        return http;
    }

    /** {@return the loop that clients run on; their callbacks come on its one thread} */
    public RtcLoop loop() {
        return loop;
    }

    /**
     * @param instructor whose class it is
     * @param stream a class that is planned or live
     * @return options of a publisher with the class's key; start it on {@link #loop}
     * @throws IllegalStateException when that person may not broadcast there; the message says why
     */
    public WhipPublisher.Builder publisher(UserId instructor, StreamId stream) {
        BroadcastResult result = test.platform().sessions().broadcast(instructor, stream);
        if (!(result instanceof BroadcastResult.Ready ready)) {
            throw new IllegalStateException("no broadcast: " + result);
        }
        LiveInput input = ready.liveInput();
        return WhipPublisher.builder(input.whipUrl())
                .bearer(input.bearer())
                .http(http)
                .localAddress(InetAddress.getLoopbackAddress());
    }

    /**
     * @param user who wants to watch
     * @param stream which class
     * @return options of a player with a watch token; start it on {@link #loop}
     * @throws IllegalStateException when the gate says no; the message says why
     */
    public WhepPlayer.Builder player(UserId user, StreamId stream) {
        WatchResult result = test.platform().audience().admit(user, stream);
        if (!(result instanceof WatchResult.Live live)) {
            throw new IllegalStateException("not admitted: " + result);
        }
        return WhepPlayer.builder(live.ticket().whepUrl())
                .bearer(live.ticket().token())
                .http(http)
                .localAddress(InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() {
        loop.close();
        test.close();
    }
}
