package dev.stagedoor.recorder.internal.hls;

import dev.stagedoor.recorder.Gap;
import dev.stagedoor.recorder.RecordingFacts;
import dev.stagedoor.recorder.internal.ffmpeg.Initialization;
import dev.stagedoor.recorder.internal.ffmpeg.TrackFormat;
import dev.stagedoor.rtc.codec.MediaCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads from a folder what the recording is. */
public final class FactsReader {
    private static final Duration TRIFLE = Duration.ofMillis(250);

    private FactsReader() {}

    static RecordingFacts nothing() {
        return new RecordingFacts(Duration.ZERO, 0, 0, Set.of(), 0, 0, Optional.empty(), List.of(), false);
    }

    /** The facts of what the playlist names, with what is known to be lost. */
    public static RecordingFacts read(Folder folder, List<Gap> losses) throws IOException {
        Playlist playlist = folder.playlist();
        Set<MediaCodec> codecs = EnumSet.noneOf(MediaCodec.class);
        int width = 0;
        int height = 0;
        for (TrackFormat format : formats(folder)) {
            codecs.add(format.codec());
            if ((long) format.width() * format.height() > (long) width * height) {
                width = format.width();
                height = format.height();
            }
        }
        List<Entry> entries = playlist.entries();
        return new RecordingFacts(
                playlist.length(),
                folder.bytes(),
                entries.size(),
                codecs,
                width,
                height,
                entries.stream().findFirst().map(Entry::at),
                gaps(entries, losses),
                playlist.ended());
    }

    private static List<TrackFormat> formats(Folder folder) {
        Set<String> names = new LinkedHashSet<>();
        folder.playlist().entries().forEach(entry -> names.add(entry.initialization()));
        List<TrackFormat> formats = new ArrayList<>();
        names.forEach(name -> formats.addAll(Initialization.read(folder.path().resolve(name))));
        return formats;
    }

    private static List<Gap> gaps(List<Entry> entries, List<Gap> losses) {
        List<Gap> gaps = interruptions(entries);
        gaps.addAll(losses);
        gaps.sort(Comparator.comparing(Gap::from));
        return gaps;
    }

    private static List<Gap> interruptions(List<Entry> entries) {
        List<Gap> gaps = new ArrayList<>();
        for (int i = 1; i < entries.size(); i++) {
            Entry before = entries.get(i - 1);
            Instant end = before.at().plus(before.duration());
            Duration missing = Duration.between(end, entries.get(i).at());
            if (entries.get(i).discontinuity() && missing.compareTo(TRIFLE) > 0) {
                gaps.add(new Gap(end, missing, Gap.Cause.INTERRUPTION));
            }
        }
        return gaps;
    }
}
