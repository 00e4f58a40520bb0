package dev.stagedoor.mediaserver.internal.net;

import dev.stagedoor.rtc.ice.Protocol;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/** One accepted ICE-TCP connection: frames with a two-byte length (RFC 4571). Owned by the media thread. */
final class TcpConnection {
    private static final int LARGEST_FRAME = 1500;
    private static final int WRITE_BUFFER = 256 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final InetSocketAddress remote;
    private final ByteBuffer in = ByteBuffer.allocate(2 * LARGEST_FRAME + 4);
    private final ByteBuffer out = ByteBuffer.allocate(WRITE_BUFFER);
    private final byte[] frame = new byte[LARGEST_FRAME];
    final long acceptedNanos;
    boolean used;
    private boolean closing;

    TcpConnection(SocketChannel channel, SelectionKey key, InetSocketAddress remote, long nowNanos) {
        this.channel = channel;
        this.key = key;
        this.remote = remote;
        this.acceptedNanos = nowNanos;
    }

    InetSocketAddress remote() {
        return remote;
    }

    /** Reads what is there; false when the connection is over or says nonsense. */
    boolean read(PacketHandler handler, long nowNanos) {
        try {
            int bytes = channel.read(in);
            in.flip();
            boolean good = frames(handler, nowNanos);
            in.compact();
            return good && bytes >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean frames(PacketHandler handler, long nowNanos) {
        while (in.remaining() >= 2) {
            int length = in.getShort(in.position()) & 0xffff;
            if (length == 0 || length > LARGEST_FRAME) {
                return false;
            }
            if (in.remaining() < 2 + length) {
                return true;
            }
            in.getShort();
            in.get(frame, 0, length);
            handler.receive(Protocol.TCP, remote, frame, length, nowNanos);
        }
        return true;
    }

    /** Queues a frame and writes what the socket takes; false when there is no room, then nothing is queued. */
    boolean write(byte[] packet, int offset, int length) {
        used = true;
        if (out.remaining() < length + 2 && !flush() || out.remaining() < length + 2) {
            return false;
        }
        out.putShort((short) length).put(packet, offset, length);
        return flush();
    }

    /** Writes what is queued; false when the connection is broken. */
    boolean flush() {
        try {
            out.flip();
            channel.write(out);
            out.compact();
        } catch (IOException e) {
            out.clear();
            close();
            return false;
        }
        if (out.position() == 0) {
            key.interestOps(SelectionKey.OP_READ);
            if (closing) {
                close();
            }
        } else if (key.isValid()) {
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
        return true;
    }

    /** Closes when everything is written. */
    void closeSoon() {
        closing = true;
        if (key.isValid()) {
            flush();
        }
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            key.cancel();
        }
    }
}
