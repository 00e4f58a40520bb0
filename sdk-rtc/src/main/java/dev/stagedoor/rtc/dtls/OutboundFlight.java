package dev.stagedoor.rtc.dtls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Our last flight: its records, packed into few datagrams under record numbers that never repeat. */
final class OutboundFlight {
    private static final int MAX_DATAGRAM = 1200;

    private long nextSequence;
    private int lastMessage = -1;
    private List<byte[]> records = List.of();

    /** Whether these records are a flight that was not sent before; only flights with plain handshake messages are. */
    boolean isNew(List<byte[]> burst) {
        return highestMessage(burst) > lastMessage;
    }

    void begin(List<byte[]> burst) {
        lastMessage = highestMessage(burst);
        records = List.copyOf(burst);
    }

    private static int highestMessage(List<byte[]> burst) {
        return burst.stream()
                .filter(record -> Records.isPlainHandshake(record, 0))
                .mapToInt(record -> Records.messageSequence(record, 0))
                .max()
                .orElse(-1);
    }

    /** Whether part of it is encrypted, so that only the library can number it anew. */
    boolean isSealed() {
        return records.stream().anyMatch(record -> Records.epoch(record, 0) > 0);
    }

    List<byte[]> again() {
        return pack(records);
    }

    List<byte[]> pack(List<byte[]> burst) {
        List<byte[]> datagrams = new ArrayList<>();
        ByteArrayOutputStream datagram = new ByteArrayOutputStream(MAX_DATAGRAM);
        for (byte[] record : burst) {
            if (datagram.size() + record.length > MAX_DATAGRAM) {
                datagrams.add(datagram.toByteArray());
                datagram.reset();
            }
            if (Records.epoch(record, 0) == 0) {
                Records.putSequence(record, 0, nextSequence++);
            }
            datagram.writeBytes(record);
        }
        if (datagram.size() > 0) {
            datagrams.add(datagram.toByteArray());
        }
        return datagrams;
    }
}
