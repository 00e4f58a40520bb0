package dev.stagedoor.testkit.cloudflare;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code multipart/form-data} (RFC 7578) as it comes, however long it is. */
final class Multipart {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
    private static final int WINDOW = 64 * 1024;
    private static final byte[] LINE = {'\r', '\n'};

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] window = new byte[WINDOW];
    private int from;
    private int to;

    /** What to do with each part. */
    @FunctionalInterface
    interface Sink {
        /** The content ends with the part; what is not read is skipped. */
        void part(String name, InputStream content) throws IOException;
    }

    private Multipart(InputStream in, String boundary) {
        this.in = in;
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
    }

    static boolean is(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    static void read(InputStream in, String contentType, Sink sink) throws IOException {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!is(contentType) || !boundary.find()) {
            throw Refusal.badRequest("multipart/form-data is expected");
        }
        new Multipart(in, boundary.group(1)).read(sink);
    }

    private void read(Sink sink) throws IOException {
        byte[] first = Arrays.copyOfRange(delimiter, LINE.length, delimiter.length);
        if (!Arrays.equals(line().getBytes(StandardCharsets.ISO_8859_1), first)) {
            throw Refusal.badRequest("the body does not begin with its boundary");
        }
        boolean more = true;
        while (more) {
            String name = name();
            PartStream content = new PartStream();
            sink.part(name, content);
            content.transferTo(OutputStream.nullOutputStream());
            from += delimiter.length;
            more = line().isEmpty();
        }
    }

    private String name() throws IOException {
        String name = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            Matcher found = NAME.matcher(header);
            if (header.toLowerCase(Locale.ROOT).startsWith("content-disposition:") && found.find()) {
                name = found.group(1);
            }
        }
        return name;
    }

    private String line() throws IOException {
        int end = find(LINE);
        while (end < 0) {
            if (to - from == WINDOW || !fill()) {
                throw Refusal.badRequest("the multipart body is broken off");
            }
            end = find(LINE);
        }
        String line = new String(window, from, end - from, StandardCharsets.UTF_8);
        from = end + LINE.length;
        return line;
    }

    private boolean fill() throws IOException {
        System.arraycopy(window, from, window, 0, to - from);
        to -= from;
        from = 0;
        int read = in.read(window, to, WINDOW - to);
        to += Math.max(read, 0);
        return read > 0;
    }

    private int find(byte[] what) {
        for (int at = from; at + what.length <= to; at++) {
            if (Arrays.equals(window, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }

    /** Up to the next delimiter, which stays in the window. */
    private final class PartStream extends InputStream {
        private int safe = from;
        private boolean last;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (!more()) {
                return -1;
            }
            int count = Math.min(length, safe - from);
            System.arraycopy(window, from, target, offset, count);
            from += count;
            return count;
        }

        private boolean more() throws IOException {
            while (safe <= from) {
                if (last) {
                    return false;
                }
                int found = find(delimiter);
                last = found >= 0;
                safe = last ? found : Math.max(from, to - delimiter.length);
                if (!last && safe <= from) {
                    if (!fill()) {
                        throw new IOException("the multipart body is broken off");
                    }
                    safe = from;
                }
            }
            return true;
        }
    }
}
