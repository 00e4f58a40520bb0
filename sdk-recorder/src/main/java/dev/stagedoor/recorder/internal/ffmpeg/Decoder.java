package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/** Pictures out of frames, in the caller's thread. */
final class Decoder implements AutoCloseable {
    private final AVCodecContext context;
    private final AVPacket packet = Packets.allocate();
    private final AVFrame picture = Ffmpeg.present(avutil.av_frame_alloc(), "av_frame_alloc");

    /** A decoder that is told everything by its key frames. */
    Decoder(MediaCodec codec) {
        Ffmpeg.load();
        AVCodec decoder = codec == MediaCodec.AV1
                ? avcodec.avcodec_find_decoder_by_name("libaom-av1")
                : avcodec.avcodec_find_decoder(Ffmpeg.id(codec));
        context = Ffmpeg.present(
                avcodec.avcodec_alloc_context3(Ffmpeg.present(decoder, "decoder of " + codec)),
                "avcodec_alloc_context3");
        context.thread_count(1);
        Ffmpeg.check(avcodec.avcodec_open2(context, decoder, (AVDictionary) null), "decoder of " + codec);
    }

    /** Gives a frame in; false when it is broken. */
    boolean send(byte[] data, long time) {
        Packets.fill(packet, data);
        packet.pts(time);
        packet.dts(time);
        return avcodec.avcodec_send_packet(context, packet) >= 0;
    }

    /** Nothing more is given in: what is inside comes out. */
    void drain() {
        avcodec.avcodec_send_packet(context, null);
    }

    /** Whether there is a picture now, see {@link #picture}. */
    boolean receive() {
        return avcodec.avcodec_receive_frame(context, picture) >= 0;
    }

    /** The picture of the last {@link #receive}; overwritten by the next one. */
    AVFrame picture() {
        return picture;
    }

    @Override
    public void close() {
        avutil.av_frame_free(picture);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
    }
}
