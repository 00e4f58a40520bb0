package dev.stagedoor.mediaserver.internal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stagedoor.mediaserver.internal.forward.Bytes;
import dev.stagedoor.rtc.PacketKind;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads the protected packets that a server sends and fails when a packet index of a client's key is used for two different
 * packets. With AES-GCM that gives the key stream away and lets packets be forged (RFC 7714 section 8.4). Counts rollovers as
 * RFC 3711 section 3.3.1 tells receivers to; encryption is deterministic, so the same bytes on the wire are the same packet.
 */
public final class IndexWitness implements Consumer<Stage.Datagram> {
    private final Map<Source, Line> lines = new HashMap<>();
    private long repeated;
    private long seen;

    private record Source(InetSocketAddress client, int ssrc, boolean control) {}

    private static final class Line {
        private final Map<Long, byte[]> used = new HashMap<>();
        private long highest = -1;
    }

    @Override
    public void accept(Stage.Datagram datagram) {
        byte[] bytes = datagram.bytes();
        PacketKind kind = PacketKind.of(bytes, 0, bytes.length);
        if (kind == PacketKind.RTP) {
            Line line = line(datagram, 8, false);
            use(line, index(line, Bytes.u16(bytes, 2)), bytes);
        } else if (kind == PacketKind.RTCP) {
            use(line(datagram, 4, true), Bytes.u32(bytes, bytes.length - 4), bytes);
        }
    }

    private Line line(Stage.Datagram datagram, int ssrcAt, boolean control) {
        Source source = new Source(datagram.client(), Bytes.i32(datagram.bytes(), ssrcAt), control);
        return lines.computeIfAbsent(source, key -> new Line());
    }

    private static long index(Line line, int sequence) {
        if (line.highest < 0) {
            return sequence;
        }
        return line.highest + (short) (sequence - (int) line.highest);
    }

    private void use(Line line, long index, byte[] bytes) {
        assertThat(index).as("packet index").isNotNegative();
        byte[] before = line.used.putIfAbsent(index, bytes.clone());
        line.highest = Math.max(line.highest, index);
        seen++;
        if (before != null) {
            repeated++;
            assertThat(Arrays.equals(bytes, before))
                    .as("packet %d sent again byte for byte", index)
                    .isTrue();
        }
    }

    /** Packets that were sent more than once under their index, byte for byte the same. */
    public long repeated() {
        return repeated;
    }

    /** Packets. */
    public long seen() {
        return seen;
    }

    /** How far the longest line of RTP reaches beyond its first 65536 numbers. */
    public long rollovers() {
        return lines.values().stream()
                .mapToLong(line -> line.highest >>> 16)
                .max()
                .orElse(0);
    }
}
