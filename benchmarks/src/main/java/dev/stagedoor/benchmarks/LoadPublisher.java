package dev.stagedoor.benchmarks;

import dev.stagedoor.rtc.PacketKind;
import dev.stagedoor.rtc.sdp.ClientOffer;
import dev.stagedoor.rtc.sdp.MediaKind;
import dev.stagedoor.rtc.sdp.Msid;
import dev.stagedoor.rtc.sdp.OutboundTrack;
import dev.stagedoor.rtc.sdp.RtpCodec;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;

/** 1.5 Mbit/s of VP8 at 30 frames a second, paced by 5 ms, and 50 packets of Opus a second. */
final class LoadPublisher extends LoadPeer implements Runnable {
    private static final int VIDEO_SSRC = 0x2222;
    private static final int AUDIO_SSRC = 0x1111;
    private static final int PACKETS_A_FRAME = 6;
    private static final int PAYLOAD = 1042;
    private static final long STEP_NANOS = 5_000_000;
    private static final long FRAME_NANOS = 33_333_333;
    private static final long SOUND_NANOS = 20_000_000;
    private static final int KEY_EVERY = 60;

    private final byte[] packet = new byte[1500];
    private final byte[] received = new byte[2048];
    private final ByteBuffer buffer = ByteBuffer.wrap(received);
    private volatile boolean stop;
    private int videoSequence = 1;
    private int audioSequence = 1;
    private int frames;
    private int leftOfFrame;

    LoadPublisher(ExecutorService handshakes) throws IOException {
        super(handshakes, () -> {});
    }

    static ClientOffer offer() {
        return ClientOffer.publish(List.of(
                new OutboundTrack(MediaKind.AUDIO, RtpCodec.opus(111), AUDIO_SSRC, -1, "c", new Msid("s", "a")),
                new OutboundTrack(MediaKind.VIDEO, RtpCodec.vp8(96), VIDEO_SSRC, 0x3333, "c", new Msid("s", "v"))));
    }

    void stop() {
        stop = true;
    }

    @Override
    public void run() {
        long next = System.nanoTime();
        long frameAt = next;
        long soundAt = next;
        try {
            while (!stop) {
                read();
                woken();
                long now = System.nanoTime();
                if (connected() && now >= frameAt) {
                    frameAt += FRAME_NANOS;
                    frames++;
                    leftOfFrame = PACKETS_A_FRAME;
                }
                if (connected() && now >= soundAt) {
                    soundAt += SOUND_NANOS;
                    sound();
                }
                if (connected() && leftOfFrame > 0) {
                    picture();
                }
                next += STEP_NANOS;
                LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void read() throws IOException {
        while (true) {
            buffer.clear();
            InetSocketAddress from = (InetSocketAddress) channel.receive(buffer);
            if (from == null) {
                return;
            }
            if (PacketKind.of(received, 0, buffer.position()) != PacketKind.RTP) {
                control(received, buffer.position(), from);
            }
        }
    }

    /** The packets that are left of a frame, two a step at most unless the frame would not end in time. */
    private void picture() throws IOException {
        boolean key = frames % KEY_EVERY == 1;
        for (int i = 0; i < 2 && leftOfFrame > 0; i++) {
            boolean first = leftOfFrame == PACKETS_A_FRAME;
            leftOfFrame--;
            header(96, leftOfFrame == 0, videoSequence++, frames * 3000, VIDEO_SSRC);
            packet[12] = (byte) (first ? 0x10 : 0);
            packet[13] = (byte) (key ? 0 : 1);
            seal(12 + PAYLOAD);
        }
    }

    private void sound() throws IOException {
        header(111, false, audioSequence, audioSequence++ * 960, AUDIO_SSRC);
        seal(12 + 80);
    }

    private void header(int payloadType, boolean marker, int sequence, int timestamp, int ssrc) {
        ByteBuffer.wrap(packet)
                .put((byte) 0x80)
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) sequence)
                .putInt(timestamp)
                .putInt(ssrc);
    }

    private void seal(int length) throws IOException {
        if (out != null) {
            send(packet, out.protectRtp(packet, 0, length));
        }
    }
}
