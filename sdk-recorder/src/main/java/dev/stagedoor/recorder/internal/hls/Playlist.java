package dev.stagedoor.recorder.internal.hls;

import dev.stagedoor.recorder.RecorderException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A media playlist (RFC 8216 section 4.3) that grows, in the subset that the recorder writes. Not thread-safe. */
public final class Playlist {
    private static final String INDEPENDENT = "#EXT-X-INDEPENDENT-SEGMENTS";
    private static final String TARGET = "#EXT-X-TARGETDURATION:";
    private static final String DISCONTINUITY = "#EXT-X-DISCONTINUITY";
    private static final String MAP = "#EXT-X-MAP:URI=\"";
    private static final String DATE = "#EXT-X-PROGRAM-DATE-TIME:";
    private static final String LENGTH = "#EXTINF:";
    private static final String END = "#EXT-X-ENDLIST";

    private final long targetSeconds;
    private final List<Entry> entries = new ArrayList<>();
    private final StringBuilder body = new StringBuilder();
    private boolean independent = true;
    private boolean ended;
    private Duration length = Duration.ZERO;

    /** @param targetSeconds no segment is longer, rounded to whole seconds; never changes */
    public Playlist(long targetSeconds) {
        this.targetSeconds = targetSeconds;
    }

    /** Adds a segment; {@code startsWithKeyFrame} tells whether it can be decoded alone. */
    public void add(Entry entry, boolean startsWithKeyFrame) {
        boolean newMap = entries.isEmpty()
                || entry.discontinuity()
                || !last().initialization().equals(entry.initialization());
        if (entry.discontinuity()) {
            body.append(DISCONTINUITY).append('\n');
        }
        if (newMap) {
            body.append(MAP).append(entry.initialization()).append("\"\n");
        }
        body.append(DATE).append(entry.at()).append('\n');
        body.append(LENGTH).append(seconds(entry.duration())).append(",\n");
        body.append(entry.uri()).append('\n');
        entries.add(entry);
        length = length.plus(entry.duration());
        independent &= startsWithKeyFrame;
        ended = false;
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%d.%06d", duration.toSeconds(), duration.toNanosPart() / 1000);
    }

    /** Nothing more is to come, for now. */
    public void end() {
        ended = true;
    }

    /** Takes the last segment away again. */
    void removeLast(boolean wasIndependent) {
        List<Entry> kept = new ArrayList<>(entries.subList(0, entries.size() - 1));
        entries.clear();
        body.setLength(0);
        length = Duration.ZERO;
        kept.forEach(entry -> add(entry, true));
        independent = wasIndependent;
    }

    private Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** What it lists. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** Whether it says that nothing more is to come. */
    public boolean ended() {
        return ended;
    }

    /** Whether every segment can be decoded alone. */
    boolean independent() {
        return independent;
    }

    /** How long it plays. */
    public Duration length() {
        return length;
    }

    /** The playlist as it is written. */
    public String text() {
        return "#EXTM3U\n#EXT-X-VERSION:7\n" + TARGET + targetSeconds
                + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:EVENT\n"
                + (independent && !entries.isEmpty() ? INDEPENDENT + "\n" : "")
                + body
                + (ended ? END + "\n" : "");
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws RecorderException when it is something else
     */
    public static Playlist parse(String text) {
        if (!text.startsWith("#EXTM3U")) {
            throw new RecorderException("not a playlist");
        }
        try {
            return new Reader().read(text);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new RecorderException("a playlist that no recorder wrote: " + e.getMessage(), e);
        }
    }

    /** State between the lines of a playlist. */
    private static final class Reader {
        private Playlist playlist = new Playlist(0);
        private boolean independent;
        private boolean ended;
        private String map = "";
        private boolean discontinuity;
        private Instant at = Instant.EPOCH;
        private Duration duration = Duration.ZERO;

        Playlist read(String text) {
            text.lines().forEach(this::line);
            playlist.independent = independent || playlist.entries.isEmpty();
            playlist.ended = ended;
            return playlist;
        }

        private void line(String line) {
            if (line.startsWith(TARGET)) {
                playlist = new Playlist(Long.parseLong(line.substring(TARGET.length())));
            } else if (line.startsWith(LENGTH)) {
                duration = duration(line.substring(LENGTH.length(), line.indexOf(',')));
            } else if (line.startsWith(DATE)) {
                at = Instant.parse(line.substring(DATE.length()));
            } else if (line.startsWith(MAP)) {
                map = line.substring(MAP.length(), line.length() - 1);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                playlist.add(new Entry(line, duration, map, discontinuity, at), true);
                discontinuity = false;
            } else {
                flag(line);
            }
        }

        private void flag(String line) {
            independent |= line.equals(INDEPENDENT);
            discontinuity |= line.equals(DISCONTINUITY);
            ended |= line.equals(END);
        }

        private static Duration duration(String seconds) {
            return Duration.ofNanos(new java.math.BigDecimal(seconds)
                    .movePointRight(9)
                    .toBigInteger()
                    .longValueExact());
        }
    }
}
