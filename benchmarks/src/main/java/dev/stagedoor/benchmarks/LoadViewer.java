package dev.stagedoor.benchmarks;

import java.io.IOException;
import java.util.concurrent.ExecutorService;

/** A viewer that counts what comes, looks for gaps and decrypts a sample. */
final class LoadViewer extends LoadPeer {
    private static final int SAMPLE = 64;

    private final Line audio = new Line();
    private final Line video = new Line();
    private final int audioPayloadType;
    long packets;
    long undecryptable;
    boolean counting;

    LoadViewer(ExecutorService handshakes, Runnable wakeup, int audioPayloadType) throws IOException {
        super(handshakes, wakeup);
        this.audioPayloadType = audioPayloadType;
    }

    private static final class Line {
        private boolean started;
        private int highest;
        private long expected;
        private long received;

        void note(int sequence) {
            if (!started) {
                started = true;
                highest = sequence;
                expected = 1;
                received = 1;
                return;
            }
            int ahead = (short) (sequence - highest);
            received++;
            if (ahead > 0) {
                expected += ahead;
                highest = sequence;
            }
        }
    }

    void rtp(byte[] packet, int length) {
        if (!counting) {
            if (in != null) {
                in.unprotectRtp(packet, 0, length);
            }
            return;
        }
        packets++;
        int sequence = (packet[2] & 0xff) << 8 | packet[3] & 0xff;
        ((packet[1] & 0x7f) == audioPayloadType ? audio : video).note(sequence);
        if (packets % SAMPLE == 0 && in != null && in.unprotectRtp(packet, 0, length) < 0) {
            undecryptable++;
        }
    }

    /** Tells the server that we are here. */
    void report() throws IOException {
        if (out == null) {
            return;
        }
        byte[] report = new byte[64];
        report[0] = (byte) 0x80;
        report[1] = (byte) 201;
        report[3] = 1;
        report[7] = 1;
        send(report, out.protectRtcp(report, 0, 8));
    }

    long lost() {
        return Math.max(0, audio.expected - audio.received) + Math.max(0, video.expected - video.received);
    }
}
