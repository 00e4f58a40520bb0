package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.rtc.codec.MediaCodec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/** Fragmented MP4 into memory: one initialization segment, then one fragment a segment (ISO/IEC 14496-12, CMAF). */
public final class Fmp4Muxer implements AutoCloseable {
    private static final String FLAGS = "frag_custom+empty_moov+default_base_moof+skip_trailer";

    private final AVFormatContext context;
    private final AVPacket packet = Packets.allocate();
    private final List<AVRational> ticks = new ArrayList<>();
    private final byte[] initialization;
    private boolean closed;

    /** Writes the initialization segment of these tracks. */
    public Fmp4Muxer(List<TrackFormat> tracks) {
        Ffmpeg.load();
        context = new AVFormatContext(null);
        Ffmpeg.check(
                avformat.avformat_alloc_output_context2(context, null, "mp4", null), "avformat_alloc_output_context2");
        try {
            tracks.forEach(this::addStream);
            open();
            writeHeader();
            initialization = take();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void addStream(TrackFormat format) {
        AVStream stream = Ffmpeg.present(avformat.avformat_new_stream(context, null), "avformat_new_stream");
        describe(format, stream.codecpar());
        AVRational base = avutil.av_make_q(1, format.codec().clockRate());
        stream.time_base(base);
        ticks.add(base);
    }

    static void describe(TrackFormat format, AVCodecParameters to) {
        to.codec_id(Ffmpeg.id(format.codec()));
        if (format.codec() == MediaCodec.OPUS) {
            to.codec_type(avutil.AVMEDIA_TYPE_AUDIO);
            to.sample_rate(format.codec().clockRate());
            to.frame_size(960);
            avutil.av_channel_layout_default(to.ch_layout(), 2);
        } else {
            to.codec_type(avutil.AVMEDIA_TYPE_VIDEO);
            to.width(format.width());
            to.height(format.height());
            to.profile(format.profile());
            to.level(format.level());
            to.format(format.pixelFormat());
        }
        byte[] setup = format.setup();
        if (setup.length > 0) {
            BytePointer memory =
                    new BytePointer(avutil.av_mallocz(setup.length + avcodec.AV_INPUT_BUFFER_PADDING_SIZE));
            memory.capacity(setup.length).put(setup, 0, setup.length);
            to.extradata(memory);
            to.extradata_size(setup.length);
        }
    }

    private void writeHeader() {
        AVDictionary options = new AVDictionary(null);
        try {
            avutil.av_dict_set(options, "movflags", FLAGS, 0);
            avutil.av_dict_set(options, "use_editlist", "0", 0);
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
            context.avoid_negative_ts(AVFormatContext.AVFMT_AVOID_NEG_TS_DISABLED);
            Ffmpeg.check(avformat.avformat_write_header(context, options), "avformat_write_header");
        } finally {
            avutil.av_dict_free(options);
        }
    }

    private void open() {
        AVIOContext memory = new AVIOContext(null);
        Ffmpeg.check(avformat.avio_open_dyn_buf(memory), "avio_open_dyn_buf");
        context.pb(memory);
    }

    /** What was written since the last call. */
    private byte[] take() {
        try (PointerPointer<Pointer> buffer = new PointerPointer<>(1)) {
            int length = avformat.avio_close_dyn_buf(context.pb(), buffer);
            BytePointer bytes = new BytePointer(buffer.get(0));
            try {
                return Packets.copy(bytes, length);
            } finally {
                avutil.av_free(bytes);
                open();
            }
        }
    }

    /** The initialization segment. */
    public byte[] initialization() {
        return initialization;
    }

    /** One media segment of these samples, which are in order within each track. */
    public byte[] segment(List<Sample> samples) {
        Map<Integer, Long> firstTimes = new HashMap<>();
        for (Sample sample : samples) {
            firstTimes.putIfAbsent(sample.stream() + 1, sample.time());
            write(sample);
        }
        Ffmpeg.check(avformat.av_write_frame(context, null), "flush of a fragment");
        avformat.avio_flush(context.pb());
        byte[] segment = take();
        DecodeTimes.set(segment, firstTimes);
        return segment;
    }

    private void write(Sample sample) {
        Packets.fill(packet, sample.data());
        packet.stream_index(sample.stream());
        packet.pts(sample.time());
        packet.dts(sample.time());
        packet.duration(sample.duration());
        packet.flags(sample.key() ? avcodec.AV_PKT_FLAG_KEY : 0);
        avcodec.av_packet_rescale_ts(
                packet,
                ticks.get(sample.stream()),
                context.streams(sample.stream()).time_base());
        Ffmpeg.check(avformat.av_write_frame(context, packet), "av_write_frame");
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        avcodec.av_packet_free(packet);
        AVIOContext memory = context.pb();
        if (memory != null && !memory.isNull()) {
            try (PointerPointer<Pointer> buffer = new PointerPointer<>(1)) {
                avformat.avio_close_dyn_buf(memory, buffer);
                avutil.av_free(buffer.get(0));
            }
        }
        avformat.avformat_free_context(context);
    }
}
