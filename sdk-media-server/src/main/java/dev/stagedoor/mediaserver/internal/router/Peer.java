package dev.stagedoor.mediaserver.internal.router;

import dev.stagedoor.mediaserver.spi.Admission.Admitted;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.sdp.Negotiation;
import dev.stagedoor.rtc.sdp.SetupRole;
import dev.stagedoor.rtc.srtp.SrtpContext;
import dev.stagedoor.rtc.srtp.SrtpProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session: a transport with what it belongs to. Made on an HTTP thread, then owned by the media thread. */
public abstract class Peer {
    final String id;
    final Admitted admitted;
    final Relay relay;
    final RtcTransport transport;
    final Negotiation.Accepted agreement;
    final List<String> ufrags = new ArrayList<>();
    final List<NetworkPath> paths = new ArrayList<>();
    volatile IceCredentials local;
    volatile IceCredentials remote;
    volatile boolean closed;

    @Nullable
    SrtpContext inbound;

    @Nullable
    SrtpContext outbound;

    @Nullable
    NetworkPath path;

    @Nullable
    SrtpProfile profile;

    long deadline;
    long createdNanos;
    long connectedNanos;
    long lastHeardNanos;
    long untilNanos = Long.MAX_VALUE;

    Peer(String id, Admitted admitted, Relay relay, RtcTransport transport, Negotiation.Accepted agreement) {
        this.id = id;
        this.admitted = admitted;
        this.relay = relay;
        this.transport = transport;
        this.agreement = agreement;
        this.local = transport.localCredentials();
        this.remote = agreement.remote().credentials();
        ufrags.add(local.ufrag());
    }

    /** The session's id, the last segment of its URL. */
    public String id() {
        return id;
    }

    /** The name of the ICE session. */
    public String entityTag() {
        return '"' + local.ufrag() + '"';
    }

    /** The peer's credentials of the current ICE session. */
    public IceCredentials remoteCredentials() {
        return remote;
    }

    /** What was agreed. */
    public Negotiation.Accepted agreement() {
        return agreement;
    }

    /** Whether the session is over. */
    public boolean isClosed() {
        return closed;
    }

    DtlsRole dtlsRole() {
        return agreement.localSetup() == SetupRole.ACTIVE ? DtlsRole.CLIENT : DtlsRole.SERVER;
    }

    boolean connected() {
        return outbound != null;
    }

    /** Keeps a copy of a packet that came before the keys; false when it is not kept, or the keys are there. */
    boolean keepEarly(byte[] packet, int length) {
        return false;
    }

    /** What was kept, once, in the order in which it came. */
    List<byte[]> takeEarly() {
        return List.of();
    }

    /** The keys are there. */
    abstract void onConnected(long nowNanos);

    /** A decrypted RTP packet. */
    abstract void onRtp(byte[] packet, int length, long nowNanos);

    /** A decrypted RTCP packet, compound or not. */
    abstract void onRtcp(byte[] packet, int length, long nowNanos);

    /** Periodic work, about every 20 ms. */
    abstract void onTick(long nowNanos);

    /** The session was taken out. */
    abstract void onRemoved(long nowNanos);

    /** What a debug snapshot says of this peer. */
    abstract java.util.Map<String, String> details();
}
