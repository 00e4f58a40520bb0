package dev.stagedoor.rtc.dtls;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what comes in before the library does: drops what would make it allocate or give up on bytes that nobody
 * authenticated, renumbers plain records so that they can be given to the library again, and remembers the peer's last
 * flight for that.
 */
final class InboundRecords {
    private static final int MAX_MESSAGE = 16 * 1024;
    private static final int MAX_RECORD = 2048;
    private static final int MAX_FLIGHT_RECORDS = 64;
    private static final int MIN_SEALED = 25;
    private static final int MAX_SEALED_IN_HANDSHAKE = 8;
    private static final int RECENT = 64;

    private final long[] recent = new long[RECENT];
    private int recentCount;
    private long nextSequence;
    private int sealedInHandshake;
    private List<byte[]> flight = new ArrayList<>();
    private List<byte[]> previousFlight = List.of();
    private boolean handshaking = true;

    InboundRecords() {
        Arrays.fill(recent, -1);
    }

    /** The records of a datagram that may go to the library; empty if there are none. */
    Optional<byte[]> admit(byte[] buffer, int offset, int length) {
        ByteArrayOutputStream admitted = new ByteArrayOutputStream(length);
        int at = offset;
        int end = offset + length;
        while (end - at >= Records.HEADER) {
            int size = Records.HEADER + Records.contentLength(buffer, at);
            if (size > end - at || size > MAX_RECORD) {
                break;
            }
            if (isWelcome(buffer, at)) {
                byte[] record = Arrays.copyOfRange(buffer, at, at + size);
                admitted.writeBytes(numbered(record));
            }
            at += size;
        }
        return admitted.size() == 0 ? Optional.empty() : Optional.of(admitted.toByteArray());
    }

    private boolean isWelcome(byte[] buffer, int at) {
        int type = Records.type(buffer, at);
        boolean known = type >= Records.CHANGE_CIPHER_SPEC && type <= Records.HANDSHAKE + 1;
        if (!known || !Records.isVersionKnown(buffer, at)) {
            return false;
        }
        return switch (Records.epoch(buffer, at)) {
            case 0 -> isWelcomeInTheClear(buffer, at, type);
            case 1 -> isWelcomeSealed(buffer, at);
            default -> false;
        };
    }

    private boolean isWelcomeInTheClear(byte[] buffer, int at, int type) {
        if (type == Records.HANDSHAKE
                && !(Records.isPlainHandshake(buffer, at) && Records.fragmentsAreSane(buffer, at, MAX_MESSAGE))) {
            return false;
        }
        return isNew(Records.sequence(buffer, at));
    }

    /** The library gives up on sealed records too short to hold nonce and tag, and allocates as a Finished tells it. */
    private boolean isWelcomeSealed(byte[] buffer, int at) {
        if (Records.contentLength(buffer, at) < MIN_SEALED) {
            return false;
        }
        return !handshaking || sealedInHandshake++ < MAX_SEALED_IN_HANDSHAKE;
    }

    private boolean isNew(long sequence) {
        for (long seen : recent) {
            if (seen == sequence) {
                return false;
            }
        }
        recent[recentCount++ % RECENT] = sequence;
        return true;
    }

    private byte[] numbered(byte[] record) {
        if (Records.epoch(record, 0) == 0) {
            Records.putSequence(record, 0, nextSequence++);
            boolean kept = handshaking && Records.type(record, 0) == Records.HANDSHAKE;
            if (kept && flight.size() < MAX_FLIGHT_RECORDS) {
                flight.add(record);
            }
        }
        return record;
    }

    /** We have answered: what came so far is the peer's last flight. */
    void turn() {
        previousFlight = flight;
        flight = new ArrayList<>();
    }

    /** The peer's last flight under new record numbers: makes the library repeat its answer. */
    List<byte[]> previousFlightAgain() {
        List<byte[]> again = new ArrayList<>();
        for (byte[] record : previousFlight) {
            byte[] copy = record.clone();
            Records.putSequence(copy, 0, nextSequence++);
            again.add(copy);
        }
        return again;
    }

    void handshakeOver() {
        handshaking = false;
        flight = List.of();
        previousFlight = List.of();
    }

    static boolean isClientHello(byte[] datagram) {
        return Records.isPlainHandshake(datagram, 0) && Records.handshakeType(datagram, 0) == Records.CLIENT_HELLO;
    }
}
