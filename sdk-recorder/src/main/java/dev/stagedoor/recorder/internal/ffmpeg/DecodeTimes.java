package dev.stagedoor.recorder.internal.ffmpeg;

import dev.stagedoor.recorder.RecorderException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Sets where a fragment's tracks begin ({@code tfdt}, ISO/IEC 14496-12 section 8.8.12). FFmpeg's muxer lets every track of a file
 * begin at 0, which would take tracks out of step that begin apart, and would set the time back at every break.
 */
final class DecodeTimes {
    private static final int MOOF = 0x6d6f6f66;
    private static final int TRAF = 0x74726166;
    private static final int TFHD = 0x74666864;
    private static final int TFDT = 0x74666474;
    private static final int HEADER = 8;
    private static final int FULL_HEADER = 12;

    private final ByteBuffer bytes;
    private final Map<Integer, Long> firstTimes;
    private int track;
    private int placed;

    private DecodeTimes(byte[] segment, Map<Integer, Long> firstTimes) {
        this.bytes = ByteBuffer.wrap(segment);
        this.firstTimes = firstTimes;
    }

    /**
     * Sets the times in place.
     *
     * @param firstTimes by track number, which is from 1
     */
    static void set(byte[] segment, Map<Integer, Long> firstTimes) {
        DecodeTimes times = new DecodeTimes(segment, firstTimes);
        times.boxes(0, segment.length);
        if (times.placed != firstTimes.size()) {
            throw new RecorderException("a fragment has " + times.placed + " tracks, not " + firstTimes.size());
        }
    }

    private void boxes(int from, int end) {
        int at = from;
        while (at + HEADER <= end) {
            int size = bytes.getInt(at);
            if (size < HEADER || size > end - at) {
                return;
            }
            box(bytes.getInt(at + 4), at, at + size);
            at += size;
        }
    }

    private void box(int type, int at, int end) {
        switch (type) {
            case MOOF, TRAF -> boxes(at + HEADER, end);
            case TFHD -> track = bytes.getInt(at + FULL_HEADER);
            case TFDT -> place(at);
            default -> {}
        }
    }

    private void place(int at) {
        Long time = firstTimes.get(track);
        if (time == null || bytes.get(at + HEADER) != 1) {
            throw new RecorderException("a fragment has a track " + track + " that nobody wrote");
        }
        bytes.putLong(at + FULL_HEADER, time);
        placed++;
    }
}
