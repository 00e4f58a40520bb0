package dev.stagedoor.mediaserver.internal.desk;

import dev.stagedoor.mediaserver.internal.http.SessionDesk;
import dev.stagedoor.mediaserver.internal.router.Peer;
import dev.stagedoor.mediaserver.internal.router.Router;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.sdp.IceFragment;
import dev.stagedoor.rtc.sdp.NegotiatedMedia;
import java.util.List;
import java.util.Optional;

/** One session for requests to its URL. */
record DeskSession(Peer peer, Router router, MediaThread thread, TransportFactory transports)
        implements SessionDesk.Session {

    @Override
    public String entityTag() {
        return peer.entityTag();
    }

    @Override
    public IceCredentials remoteCredentials() {
        return peer.remoteCredentials();
    }

    @Override
    public void trickle(List<IceCandidate> candidates) {
        if (!candidates.isEmpty()) {
            thread.run(now -> router.trickle(peer, candidates, now));
        }
    }

    @Override
    public Optional<SessionDesk.Restarted> restart(IceFragment fragment) {
        return fragment.credentials()
                .flatMap(remote -> thread.ask(now -> router.restart(peer, remote, fragment.candidates(), now)))
                .flatMap(credentials -> credentials)
                .map(credentials -> new SessionDesk.Restarted(body(credentials), peer.entityTag()));
    }

    private String body(IceCredentials credentials) {
        List<NegotiatedMedia> media = peer.agreement().media();
        List<String> bundle = media.stream().map(NegotiatedMedia::mid).toList();
        return IceFragment.of(credentials, transports.candidates(), true, bundle.get(0))
                .write(bundle, media.get(0).kind());
    }

    @Override
    public void delete() {
        thread.ask(now -> {
            router.remove(peer, "deleted by its owner", now);
            return true;
        });
    }
}
