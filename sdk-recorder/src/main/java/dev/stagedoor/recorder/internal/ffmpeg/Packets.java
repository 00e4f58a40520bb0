package dev.stagedoor.recorder.internal.ffmpeg;

import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.javacpp.BytePointer;

/** Bytes into FFmpeg's packets and out of them. */
final class Packets {
    private Packets() {}

    static AVPacket allocate() {
        Ffmpeg.load();
        return Ffmpeg.present(avcodec.av_packet_alloc(), "av_packet_alloc");
    }

    /** Lets a packet own a copy of these bytes. */
    static void fill(AVPacket packet, byte[] data) {
        avcodec.av_packet_unref(packet);
        Ffmpeg.check(avcodec.av_new_packet(packet, data.length), "av_new_packet");
        packet.data().put(data, 0, data.length);
    }

    static byte[] copy(BytePointer from, int length) {
        byte[] bytes = new byte[length];
        new BytePointer(from).get(bytes, 0, length);
        return bytes;
    }
}
