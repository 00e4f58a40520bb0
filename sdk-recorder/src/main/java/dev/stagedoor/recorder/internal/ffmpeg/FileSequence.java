package dev.stagedoor.recorder.internal.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/** Files one after the other as one input for FFmpeg; one is open at a time. */
final class FileSequence extends Read_packet_Pointer_BytePointer_int implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Iterator<Path> files;
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final AVIOContext context;
    private @Nullable InputStream open;
    private @Nullable IOException fault;

    FileSequence(List<Path> files) {
        this.files = List.copyOf(files).iterator();
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER_BYTES));
        context = Ffmpeg.present(
                avformat.avio_alloc_context(buffer, BUFFER_BYTES, 0, null, this, null, null), "avio_alloc_context");
        context.seekable(0);
    }

    AVIOContext context() {
        return context;
    }

    /** What the disk said, if it said something. */
    @Nullable
    IOException fault() {
        return fault;
    }

    @Override
    public int call(Pointer opaque, BytePointer target, int size) {
        try {
            int length = read(Math.min(size, bytes.length));
            if (length < 0) {
                return avutil.AVERROR_EOF;
            }
            target.put(bytes, 0, length);
            return length;
        } catch (IOException e) {
            fault = e;
            return avutil.AVERROR_EIO();
        }
    }

    private int read(int most) throws IOException {
        while (true) {
            InputStream current = open;
            if (current == null) {
                if (!files.hasNext()) {
                    return -1;
                }
                open = Files.newInputStream(files.next());
                continue;
            }
            int length = current.read(bytes, 0, most);
            if (length > 0) {
                return length;
            }
            current.close();
            open = null;
        }
    }

    @Override
    public void close() {
        try {
            InputStream current = open;
            if (current != null) {
                current.close();
            }
        } catch (IOException e) {
            fault = e;
        }
        avutil.av_free(context.buffer());
        avformat.avio_context_free(context);
        super.close();
    }
}
