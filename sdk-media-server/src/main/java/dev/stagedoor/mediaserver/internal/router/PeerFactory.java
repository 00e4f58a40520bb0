package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.internal.forward.ExtensionMap;
import dev.stagedoor.mediaserver.internal.forward.ViewerTrack;
import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import dev.stagedoor.rtc.sdp.Negotiation;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes peers on the threads that answer offers. */
public final class PeerFactory {
    private final Router router;

    PeerFactory(Router router) {
        this.router = router;
    }

    /** What every session consists of. */
    public record Parts(
            String id,
            Admitted admitted,
            Relay relay,
            RtcTransport transport,
            Negotiation.Accepted agreement,
            RandomGenerator random) {}

    /** A publishing session. */
    public Peer publisher(Parts parts) {
        return new Publisher(
                router,
                parts.id(),
                parts.admitted(),
                parts.relay(),
                parts.transport(),
                parts.agreement(),
                parts.random().nextInt());
    }

    /** A watching session for what was published when the offer was answered. */
    public Peer viewer(Parts parts, Relay.Published published) {
        return new Viewer(
                router,
                parts.id(),
                parts.admitted(),
                parts.relay(),
                parts.transport(),
                parts.agreement(),
                track(parts, MediaKind.AUDIO, published.audio()),
                track(parts, MediaKind.VIDEO, published.video()));
    }

    private static @Nullable ViewerTrack track(Parts parts, MediaKind kind, Optional<Relay.Track> published) {
        Optional<NegotiatedMedia> media = parts.agreement().media(kind);
        if (media.isEmpty() || published.isEmpty()) {
            return null;
        }
        return new ViewerTrack(
                published.get().track(),
                media.get().codec().payloadType(),
                media.get().rtxPayloadType(),
                ExtensionMap.outward(Router.extensionIds(media.get())),
                parts.random().nextInt() & 0x7fff);
    }
}
