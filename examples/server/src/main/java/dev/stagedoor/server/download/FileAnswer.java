package dev.stagedoor.server.download;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A file as an answer, whole or the one part that was asked for (RFC 9110 section 14). A range that cannot be read is ignored. */
final class FileAnswer {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");
    private static final int BUFFER = 64 * 1024;

    private FileAnswer() {}

    static void send(Context ctx, Path file, String type) throws IOException {
        long size = Files.size(file);
        ctx.contentType(type).header("Accept-Ranges", "bytes");
        @Nullable String asked = ctx.header("Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            write(ctx, file, 200, 0, size);
            return;
        }
        boolean suffix = range.group(1).isEmpty();
        long from = suffix ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long last = suffix || range.group(2).isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(range.group(2)));
        if (from > last) {
            ctx.status(416).header("Content-Range", "bytes */" + size);
            return;
        }
        ctx.header("Content-Range", "bytes " + from + "-" + last + "/" + size);
        write(ctx, file, 206, from, last - from + 1);
    }

    private static void write(Context ctx, Path file, int status, long from, long length) throws IOException {
        ctx.status(status);
        ctx.res().setContentLengthLong(length);
        try (InputStream body = Files.newInputStream(file)) {
            body.skipNBytes(from);
            OutputStream out = ctx.res().getOutputStream();
            byte[] buffer = new byte[BUFFER];
            long left = length;
            while (left > 0) {
                int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new IOException(file + " ended " + left + " bytes early");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
