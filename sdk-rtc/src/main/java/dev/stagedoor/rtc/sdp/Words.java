package dev.stagedoor.rtc.sdp;

import java.util.ArrayList;
import java.util.List;

/** Splits text at runs of blanks; faster than a regular expression, of which an offer would need hundreds. */
final class Words {
    private Words() {}

    /** All words. An empty text gives one empty word. */
    static String[] of(String text) {
        return of(text, Integer.MAX_VALUE);
    }

    /** At most {@code limit} words, the last one with all the rest. */
    static String[] of(String text, int limit) {
        String trimmed = text.trim();
        List<String> words = new ArrayList<>(Math.min(limit, 8));
        int start = 0;
        while (words.size() < limit - 1) {
            int blank = trimmed.indexOf(' ', start);
            if (blank < 0) {
                break;
            }
            words.add(trimmed.substring(start, blank));
            start = blank + 1;
            while (trimmed.charAt(start) == ' ') {
                start++;
            }
        }
        words.add(trimmed.substring(start));
        return words.toArray(String[]::new);
    }
}
