package dev.stagedoor.rtc.netem;

import dev.stagedoor.rtc.RemoteDescription;
import dev.stagedoor.rtc.RtcTransport;
import dev.stagedoor.rtc.dtls.DtlsRole;
import dev.stagedoor.rtc.dtls.Fingerprint;
import dev.stagedoor.rtc.dtls.LocalCertificate;
import dev.stagedoor.rtc.ice.IceCandidate;
import dev.stagedoor.rtc.ice.IceCredentials;
import dev.stagedoor.rtc.ice.IceRole;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * A client that offers and a server that answers: the client knows the server's one address, the server learns the
 * client's. Everything follows from the seed.
 */
public final class TwoPeers {
    private static final ExecutorService HANDSHAKES = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "handshake");
        thread.setDaemon(true);
        return thread;
    });
    private static final LocalCertificate CLIENT = LocalCertificate.generate(new SeededRandom(1));
    private static final LocalCertificate SERVER = LocalCertificate.generate(new SeededRandom(2));

    public static final InetSocketAddress CLIENT_SOCKET = new InetSocketAddress("10.0.0.2", 5000);
    public static final InetSocketAddress SERVER_SOCKET = new InetSocketAddress("192.0.2.1", 8189);

    private final VirtualNetwork network;
    private final Simulation simulation;
    private final RtcTransport.Builder clientOptions;
    private final RtcTransport.Builder serverOptions;
    private DtlsRole clientDtlsRole = DtlsRole.CLIENT;
    private boolean serverIsLite;
    private Fingerprint clientFingerprint = CLIENT.fingerprint();
    private Fingerprint serverFingerprint = SERVER.fingerprint();

    public TwoPeers(long seed) {
        network = new VirtualNetwork(seed);
        simulation = new Simulation(network);
        clientOptions = RtcTransport.builder(CLIENT, new SeededRandom(seed + 1), HANDSHAKES)
                .iceRole(IceRole.CONTROLLING)
                .localCandidates(List.of(IceCandidate.udpHost(CLIENT_SOCKET, 0xffff)));
        serverOptions = RtcTransport.builder(SERVER, new SeededRandom(seed + 2), HANDSHAKES);
    }

    public TwoPeers client(UnaryOperator<RtcTransport.Builder> options) {
        options.apply(clientOptions);
        return this;
    }

    public TwoPeers server(UnaryOperator<RtcTransport.Builder> options) {
        options.apply(serverOptions);
        return this;
    }

    public TwoPeers liteServer() {
        serverIsLite = true;
        serverOptions.iceLite(true);
        return this;
    }

    public TwoPeers clientDtlsRole(DtlsRole role) {
        clientDtlsRole = role;
        return this;
    }

    /** What the SDP says wrongly about the client's certificate. */
    public TwoPeers announcedClientFingerprint(Fingerprint wrong) {
        clientFingerprint = wrong;
        return this;
    }

    /** What the SDP says wrongly about the server's certificate. */
    public TwoPeers announcedServerFingerprint(Fingerprint wrong) {
        serverFingerprint = wrong;
        return this;
    }

    public TwoPeers conditions(Conditions conditions) {
        network.conditions(conditions);
        return this;
    }

    /** Builds both, and starts both at once as after an exchange of SDP. */
    public Session start() {
        Peer client = new Peer(clientOptions.build(), CLIENT_SOCKET, network);
        Peer server = new Peer(serverOptions.build(), SERVER_SOCKET, network);
        simulation.add(client);
        simulation.add(server);
        DtlsRole serverDtlsRole = clientDtlsRole == DtlsRole.CLIENT ? DtlsRole.SERVER : DtlsRole.CLIENT;
        IceCredentials clientCredentials = client.transport().localCredentials();
        server.transport()
                .start(
                        new RemoteDescription(clientCredentials, List.of(clientFingerprint), List.of(), false),
                        serverDtlsRole,
                        simulation.now());
        server.drain(simulation.now());
        IceCredentials serverCredentials = server.transport().localCredentials();
        client.transport()
                .start(
                        new RemoteDescription(
                                serverCredentials, List.of(serverFingerprint), serverCandidates(), serverIsLite),
                        clientDtlsRole,
                        simulation.now());
        client.drain(simulation.now());
        return new Session(network, simulation, client, server);
    }

    static List<IceCandidate> serverCandidates() {
        return List.of(IceCandidate.udpHost(SERVER_SOCKET, 0xffff));
    }

    /** Both at work. */
    public record Session(VirtualNetwork network, Simulation simulation, Peer client, Peer server) {

        public boolean connect(Duration atMost) {
            return simulation.runUntil(() -> client.isConnected() && server.isConnected(), atMost);
        }

        public Session media() {
            client.sendMedia(true);
            server.sendMedia(true);
            return this;
        }

        public void run(Duration duration) {
            simulation.run(duration);
        }

        /** Both sides restart ICE, as after an exchange of credentials by signalling. */
        public void restartIce() {
            IceCredentials clientNew = client.transport().restartIce(simulation.now());
            IceCredentials serverNew = server.transport().restartIce(simulation.now());
            server.transport().remoteRestarted(clientNew, List.of(), simulation.now());
            server.drain(simulation.now());
            client.transport().remoteRestarted(serverNew, serverCandidates(), simulation.now());
            client.drain(simulation.now());
        }
    }
}
