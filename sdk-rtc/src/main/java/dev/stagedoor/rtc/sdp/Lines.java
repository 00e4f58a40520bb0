package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;

/** Splits text at CRLF or LF within the bounds of {@link SdpLimits}. */
final class Lines {
    private Lines() {}

    static List<String> of(String text) {
        if (text.length() > SdpLimits.MAX_LENGTH) {
            throw SdpException.tooLarge("larger than " + SdpLimits.MAX_LENGTH + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw SdpException.malformed("a NUL character");
        }
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('\n', start);
            int stop = end < 0 ? text.length() : end;
            lines.add(withoutCarriageReturn(text.substring(start, stop)));
            if (lines.size() > SdpLimits.MAX_LINES) {
                throw SdpException.tooLarge("more than " + SdpLimits.MAX_LINES + " lines");
            }
            start = stop + 1;
        }
        return lines;
    }

    private static String withoutCarriageReturn(String line) {
        String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (text.indexOf('\r') >= 0) {
            throw SdpException.malformed("a carriage return inside a line");
        }
        return text;
    }
}
