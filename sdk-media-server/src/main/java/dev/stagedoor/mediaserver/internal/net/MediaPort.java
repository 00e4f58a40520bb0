package dev.stagedoor.mediaserver.internal.net;

import dev.stagedoor.mediaserver.internal.router.PacketSink;
import dev.stagedoor.rtc.ice.NetworkPath;
import dev.stagedoor.rtc.ice.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One port for all media, UDP and TCP, and the one thread that reads, forwards and writes. */
public final class MediaPort implements PacketSink {
    private static final Logger log = LoggerFactory.getLogger(MediaPort.class);
    private static final int SOCKET_BUFFER = 4 * 1024 * 1024;
    private static final int PACKETS_A_ROUND = 256;
    private static final int PACKET_BYTES = 2048;
    private static final int MOST_CONNECTIONS = 1024;
    private static final long CONNECTION_IDLE_NANOS = 10_000_000_000L;

    private final LongSupplier nanos;
    private final Selector selector;
    private final DatagramChannel udp;
    private final @Nullable ServerSocketChannel tcp;
    private final Map<InetSocketAddress, TcpConnection> connections = new HashMap<>();
    private final ConcurrentLinkedQueue<MediaCommand> commands = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wakeupPending = new AtomicBoolean();
    private final ByteBuffer inBuffer = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final ByteBuffer outBuffer = ByteBuffer.allocateDirect(PACKET_BYTES);
    private final byte[] packet = new byte[PACKET_BYTES];
    private final InetSocketAddress local;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private @Nullable PacketHandler handler;
    private volatile boolean stopping;

    private MediaPort(
            LongSupplier nanos,
            Selector selector,
            DatagramChannel udp,
            @Nullable ServerSocketChannel tcp,
            InetSocketAddress local) {
        this.nanos = nanos;
        this.selector = selector;
        this.udp = udp;
        this.tcp = tcp;
        this.local = local;
    }

    /**
     * Binds UDP and, when asked for, TCP to the same number.
     *
     * @param address the address to bind to, possibly the wildcard
     * @param port 0 to let the system choose
     */
    public static MediaPort bind(@Nullable InetAddress address, int port, boolean withTcp, LongSupplier nanos)
            throws IOException {
        IOException last = new IOException("no port tried");
        for (int attempt = 0; attempt < (port == 0 ? 10 : 1); attempt++) {
            try {
                return bindOnce(address, port, withTcp, nanos);
            } catch (IOException taken) {
                last = taken;
            }
        }
        throw last;
    }

    private static MediaPort bindOnce(@Nullable InetAddress address, int port, boolean withTcp, LongSupplier nanos)
            throws IOException {
        Selector selector = Selector.open();
        DatagramChannel udp = DatagramChannel.open();
        ServerSocketChannel tcp = null;
        try {
            udp.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
            udp.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER);
            udp.bind(new InetSocketAddress(address, port));
            udp.configureBlocking(false);
            udp.register(selector, SelectionKey.OP_READ);
            InetSocketAddress local = (InetSocketAddress) udp.getLocalAddress();
            if (withTcp) {
                tcp = ServerSocketChannel.open();
                tcp.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                tcp.bind(new InetSocketAddress(address, local.getPort()));
                tcp.configureBlocking(false);
                tcp.register(selector, SelectionKey.OP_ACCEPT);
            }
            return new MediaPort(nanos, selector, udp, tcp, local);
        } catch (IOException | RuntimeException failed) {
            udp.close();
            selector.close();
            if (tcp != null) {
                tcp.close();
            }
            throw failed;
        }
    }

    /** The bound address. */
    public InetSocketAddress local() {
        return local;
    }

    /** Starts the media thread. */
    public void start(PacketHandler drives) {
        handler = drives;
        Thread thread = new Thread(() -> run(drives), "stagedoor-media-" + local.getPort());
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    /** Runs a command on the media thread, soon. */
    public void execute(MediaCommand command) {
        commands.add(command);
        if (wakeupPending.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Stops after the commands that were given; completes when the sockets are closed. */
    public CompletableFuture<Void> stop() {
        execute(now -> stopping = true);
        return stopped;
    }

    private void run(PacketHandler drives) {
        try {
            while (!stopping) {
                round(drives);
            }
        } catch (IOException | RuntimeException fault) {
            log.error("the media thread of port {} died", local.getPort(), fault);
        } finally {
            closeAll();
            stopped.complete(null);
        }
    }

    private void round(PacketHandler drives) throws IOException {
        long due = drives.tick(nanos.getAsLong());
        if (commands.isEmpty()) {
            select(due);
        }
        long begin = nanos.getAsLong();
        wakeupPending.set(false);
        runCommands();
        readDatagrams(drives);
        drives.loop(nanos.getAsLong() - begin);
    }

    private void select(long due) throws IOException {
        if (due == Long.MAX_VALUE) {
            selector.select(this::ready);
            return;
        }
        long millis = (due - nanos.getAsLong() + 999_999) / 1_000_000;
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else {
            selector.selectNow(this::ready);
        }
    }

    private void runCommands() {
        MediaCommand command;
        while ((command = commands.poll()) != null) {
            runSafely(command);
        }
    }

    private void runSafely(MediaCommand command) {
        try {
            command.run(nanos.getAsLong());
        } catch (RuntimeException fault) {
            log.error("a command on the media thread failed", fault);
        }
    }

    private void ready(SelectionKey key) {
        if (key.channel() == udp) {
            return;
        }
        if (key.channel() == tcp) {
            accept();
        } else if (key.attachment() instanceof TcpConnection connection && handler != null) {
            serve(key, connection, handler);
        }
    }

    private void readDatagrams(PacketHandler drives) throws IOException {
        for (int i = 0; i < PACKETS_A_ROUND; i++) {
            inBuffer.clear();
            SocketAddress from = receive();
            if (from == null) {
                return;
            }
            // A session is added before its POST is answered: it must be there before its first check is looked at.
            runCommands();
            int length = inBuffer.flip().remaining();
            inBuffer.get(packet, 0, length);
            deliver(drives, (InetSocketAddress) from, length);
        }
    }

    private @Nullable SocketAddress receive() throws IOException {
        try {
            return udp.receive(inBuffer);
        } catch (java.net.PortUnreachableException unreachable) {
            return null;
        }
    }

    private void deliver(PacketHandler drives, InetSocketAddress from, int length) {
        try {
            drives.receive(Protocol.UDP, from, packet, length, nanos.getAsLong());
        } catch (RuntimeException fault) {
            log.error("a packet from {} was dropped by a fault", from, fault);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = tcp == null ? null : tcp.accept();
            if (channel == null) {
                return;
            }
            expireConnections();
            if (connections.size() >= MOST_CONNECTIONS) {
                channel.close();
                return;
            }
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            InetSocketAddress remote = (InetSocketAddress) channel.getRemoteAddress();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            TcpConnection connection = new TcpConnection(channel, key, remote, nanos.getAsLong());
            key.attach(connection);
            connections.put(remote, connection);
        } catch (IOException failed) {
            log.debug("a TCP connection was not accepted", failed);
        }
    }

    /** Connections over which nobody was authenticated are closed after a while. */
    private void expireConnections() {
        long now = nanos.getAsLong();
        connections.values().removeIf(connection -> {
            boolean idle = !connection.used && now - connection.acceptedNanos > CONNECTION_IDLE_NANOS;
            if (idle) {
                connection.close();
            }
            return idle;
        });
    }

    private void serve(SelectionKey key, TcpConnection connection, PacketHandler drives) {
        boolean alive = true;
        try {
            if (key.isValid() && key.isWritable()) {
                alive = connection.flush();
            }
            if (alive && key.isValid() && key.isReadable()) {
                alive = connection.read(drives, nanos.getAsLong());
            }
        } catch (RuntimeException fault) {
            log.error("a frame from {} was dropped by a fault", connection.remote(), fault);
            alive = false;
        }
        if (!alive) {
            connection.close();
            connections.remove(connection.remote(), connection);
        }
    }

    @Override
    public void send(NetworkPath path, byte[] bytes, int offset, int length) {
        boolean taken = path.protocol() == Protocol.UDP
                ? sendDatagram(path.remote(), bytes, offset, length)
                : sendFrame(path.remote(), bytes, offset, length);
        PacketHandler drives = handler;
        if (drives != null) {
            drives.sent(length, taken);
        }
    }

    private boolean sendDatagram(InetSocketAddress remote, byte[] bytes, int offset, int length) {
        outBuffer.clear().put(bytes, offset, length).flip();
        try {
            return udp.send(outBuffer, remote) == length;
        } catch (IOException | RuntimeException unreachable) {
            return false;
        }
    }

    private boolean sendFrame(InetSocketAddress remote, byte[] bytes, int offset, int length) {
        TcpConnection connection = connections.get(remote);
        return connection != null && connection.write(bytes, offset, length);
    }

    @Override
    public void release(NetworkPath path) {
        if (path.protocol() == Protocol.TCP) {
            TcpConnection connection = connections.remove(path.remote());
            if (connection != null) {
                connection.closeSoon();
            }
        }
    }

    private void closeAll() {
        connections.values().forEach(TcpConnection::close);
        try {
            udp.close();
            if (tcp != null) {
                tcp.close();
            }
            selector.close();
        } catch (IOException e) {
            log.debug("closing port {} failed", local.getPort(), e);
        }
    }
}
