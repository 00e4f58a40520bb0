package dev.stagedoor.assets.internal.replay;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single byte range (RFC 9110 section 14.1.2). What is no such range, and more than one, is ignored, which the RFC allows (section 14.2).
 *
 * @param from the first byte
 * @param length how many bytes, at least 1
 */
public record ByteRange(long from, long length) {
    private static final Pattern SYNTAX = Pattern.compile("(?i:bytes)=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** What a header asks for. */
    public sealed interface Asked {}

    /** No range, or one to be ignored: the whole. */
    public record Whole() implements Asked {}

    /**
     * A part.
     *
     * @param range which
     */
    public record Part(ByteRange range) implements Asked {}

    /** Nothing that the file has: 416. */
    public record Unsatisfiable() implements Asked {}

    /**
     * @param header a Range header
     * @param size of the file in bytes
     * @return what it asks for
     */
    public static Asked parse(Optional<String> header, long size) {
        Matcher matcher = SYNTAX.matcher(header.orElse(""));
        if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
            return new Whole();
        }
        return matcher.group(1).isEmpty()
                ? last(Long.parseLong(matcher.group(2)), size)
                : between(Long.parseLong(matcher.group(1)), matcher.group(2), size);
    }

    private static Asked last(long count, long size) {
        long length = Math.min(count, size);
        return length == 0 ? new Unsatisfiable() : new Part(new ByteRange(size - length, length));
    }

    private static Asked between(long first, String last, long size) {
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (end < first) {
            return new Whole();
        }
        return first >= size
                ? new Unsatisfiable()
                : new Part(new ByteRange(first, Math.min(end, size - 1) - first + 1));
    }
}
