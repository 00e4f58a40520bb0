package dev.stagedoor.server.http;

import dev.stagedoor.server.config.CannotStartException;
import dev.stagedoor.server.config.ServerConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnresolvedAddressException;

/**
 * The server's TCP port, taken before anything else is started: the port is known to everybody, one that is in use is said
 * at once, and people who come while the rest starts wait instead of being sent away.
 */
public final class Listening implements AutoCloseable {

    private static final int BACKLOG = 512;

    private final ServerSocketChannel channel;

    private Listening(ServerSocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the port.
     *
     * @throws PortTakenException if it is in use or not allowed
     */
    public static Listening on(ServerConfig config) {
        InetSocketAddress address = new InetSocketAddress(config.bindAddress(), config.port());
        try {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                channel.bind(address, BACKLOG);
                return new Listening(channel);
            } catch (IOException refused) {
                channel.close();
                throw refused;
            }
        } catch (UnresolvedAddressException unknown) {
            throw new CannotStartException(
                    "STAGEDOOR_BIND_ADDRESS " + config.bindAddress() + " is no address of this machine.", unknown);
        } catch (BindException taken) {
            throw new PortTakenException(config, taken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The TCP port. */
    public int port() {
        return channel.socket().getLocalPort();
    }

    ServerSocketChannel channel() {
        return channel;
    }

    /** Gives the port back, if nobody serves it yet. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The port is in use by another process, or not allowed. */
    public static final class PortTakenException extends CannotStartException {
        private static final long serialVersionUID = 1L;

        PortTakenException(ServerConfig config, Throwable cause) {
            super(
                    "STAGEDOOR_PORT " + config.port() + " on " + config.bindAddress()
                            + " cannot be used (" + cause.getMessage()
                            + "). Stop what uses it, or choose another port.",
                    cause);
        }
    }
}
