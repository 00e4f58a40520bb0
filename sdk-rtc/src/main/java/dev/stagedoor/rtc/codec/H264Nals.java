package dev.stagedoor.rtc.codec;

import java.util.ArrayList;
import java.util.List;

/** Network abstraction layer units of an Annex B byte stream (ITU-T H.264 annex B). */
final class H264Nals {
    /** Where a unit lies, without its start code. */
    record Nal(int offset, int length) {}

    private static final byte[] START_CODE = {0, 0, 0, 1};

    private H264Nals() {}

    static byte[] startCode() {
        return START_CODE.clone();
    }

    static List<Nal> split(byte[] stream) {
        List<Nal> nals = new ArrayList<>();
        int start = -1;
        int i = 0;
        while (i + 2 < stream.length) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                add(stream, start, i, nals);
                start = i + 3;
                i += 3;
            } else {
                i++;
            }
        }
        add(stream, start, stream.length, nals);
        return nals;
    }

    /** Zero bytes before a start code belong to the start code. */
    private static void add(byte[] stream, int start, int end, List<Nal> nals) {
        if (start < 0) {
            return;
        }
        int stop = end;
        while (stop > start && stream[stop - 1] == 0) {
            stop--;
        }
        if (stop > start) {
            nals.add(new Nal(start, stop - start));
        }
    }
}
