package dev.stagedoor.testkit.media;

import dev.stagedoor.core.media.LiveInput;
import dev.stagedoor.core.media.LiveInputProvider;
import dev.stagedoor.core.media.WatchTicket;
import dev.stagedoor.mediaserver.EmbeddedLiveInputProvider;
import dev.stagedoor.mediaserver.EndpointRequest;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.LocalTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import dev.stagedoor.testkit.LiveInputProviderContract;
import dev.stagedoor.testkit.SettableClock;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;

class EmbeddedLiveInputProviderContractTest extends LiveInputProviderContract {
    private static final LocalCertificate CERTIFICATE = LocalCertificate.generate(new SecureRandom());
    private static final Set<Integer> KEPT_OUT = Set.of(401, 403, 404);
    private static final int CREATED = 201;
    /** Let in, but nobody broadcasts yet. */
    private static final int NOT_LIVE = 409;

    @Override
    protected LiveInputProvider provider(SettableClock time) {
        return EmbeddedLiveInputProvider.builder(URI.create("http://127.0.0.1:8080"))
                .clock(time)
                .media(server ->
                        server.bindAddress(InetAddress.getLoopbackAddress()).warmUp(false))
                .start();
    }

    @Override
    protected boolean publish(LiveInputProvider provider, LiveInput liveInput) {
        ClientOffer offer = ClientOffer.publish(
                List.of(new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), 1, -1, "c", new Msid("s", "a"))));
        return letIn(post(provider, liveInput.whipUrl(), liveInput.bearer(), offer), CREATED);
    }

    @Override
    protected boolean watch(LiveInputProvider provider, WatchTicket ticket) {
        ClientOffer offer = ClientOffer.play(List.of(RtpCodec.opus(111)), List.of(RtpCodec.vp8(96)));
        return letIn(post(provider, ticket.whepUrl(), ticket.token(), offer), NOT_LIVE);
    }

    private static boolean letIn(int status, int expected) {
        if (status != expected && !KEPT_OUT.contains(status)) {
            throw new AssertionError("unexpected status " + status);
        }
        return status == expected;
    }

    private static int post(LiveInputProvider provider, URI url, String token, ClientOffer offer) {
        LocalTransport local = LocalTransport.builder(
                        IceCredentials.random(new SecureRandom()), CERTIFICATE.fingerprint(), 1)
                .build();
        return ((EmbeddedLiveInputProvider) provider)
                .mediaServer()
                .handle(new EndpointRequest(
                        "POST",
                        url,
                        Map.of(
                                "Content-Type", List.of("application/sdp"),
                                "Authorization", List.of("Bearer " + token)),
                        offer.describe(local).toString().getBytes(StandardCharsets.UTF_8),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 9)))
                .status();
    }
}
