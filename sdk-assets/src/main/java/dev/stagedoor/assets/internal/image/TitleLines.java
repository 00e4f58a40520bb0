package dev.stagedoor.assets.internal.image;

import java.text.BreakIterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A title as lines of a picture. Nothing is measured with a font: letters count one, those of wide scripts two.
 *
 * @param whole the title without signs that XML does not allow
 * @param lines at most four
 * @param fontSize in pixels of a picture 1280 wide
 * @param direction {@code ltr} or {@code rtl}, by the first letter that has one
 */
public record TitleLines(String whole, List<String> lines, int fontSize, String direction) {
    private static final int MOST_LINES = 4;
    private static final int[] FONT_SIZES = {88, 68, 52};
    private static final int ROOM = 1_000;
    private static final String ELLIPSIS = "…";
    private static final Set<Character.UnicodeScript> WIDE = Set.of(
            Character.UnicodeScript.HAN,
            Character.UnicodeScript.HIRAGANA,
            Character.UnicodeScript.KATAKANA,
            Character.UnicodeScript.HANGUL);

    /**
     * @param title any text
     * @return its lines
     */
    public static TitleLines of(String title) {
        String whole = cleaned(title);
        for (int size : FONT_SIZES) {
            List<String> lines = wrapped(whole, perLine(size));
            if (lines.size() <= MOST_LINES - (size == FONT_SIZES[0] ? 1 : 0)) {
                return new TitleLines(whole, lines, size, direction(whole));
            }
        }
        int smallest = FONT_SIZES[FONT_SIZES.length - 1];
        List<String> lines = new ArrayList<>(wrapped(whole, perLine(smallest)).subList(0, MOST_LINES));
        lines.set(MOST_LINES - 1, shortened(lines.get(MOST_LINES - 1), perLine(smallest) - 1));
        return new TitleLines(whole, lines, smallest, direction(whole));
    }

    private static int perLine(int size) {
        return ROOM * 10 / (size * 6);
    }

    /** Keeps what XML 1.0 section 2.2 allows, and no signs that turn the reading direction of what follows. */
    private static String cleaned(String title) {
        StringBuilder kept = new StringBuilder();
        Normalizer.normalize(title, Normalizer.Form.NFC)
                .codePoints()
                .limit(1_000)
                .forEach(sign -> {
                    boolean space = Character.isWhitespace(sign) || Character.isSpaceChar(sign);
                    boolean surrogate = sign >= 0xd800 && sign <= 0xdfff;
                    boolean turner = sign >= 0x202a && sign <= 0x202e || sign >= 0x2066 && sign <= 0x2069;
                    if (space) {
                        kept.append(' ');
                    } else if (!surrogate && !turner && !Character.isISOControl(sign) && (sign & 0xfffe) != 0xfffe) {
                        kept.appendCodePoint(sign);
                    }
                });
        return kept.toString().replaceAll(" +", " ").strip();
    }

    private static List<String> wrapped(String text, int perLine) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String piece : pieces(text, perLine)) {
            if (!line.isEmpty() && width(line + piece.stripTrailing()) > perLine) {
                lines.add(line.toString().strip());
                line.setLength(0);
            }
            line.append(piece);
        }
        if (!line.toString().isBlank()) {
            lines.add(line.toString().strip());
        }
        return lines;
    }

    /** What must stay together: words, and parts of words that are too long for a line. */
    private static List<String> pieces(String text, int perLine) {
        List<String> pieces = new ArrayList<>();
        for (String word : split(text, BreakIterator.getLineInstance(Locale.ROOT))) {
            if (width(word.stripTrailing()) <= perLine) {
                pieces.add(word);
            } else {
                pieces.addAll(chopped(word, perLine));
            }
        }
        return pieces;
    }

    private static List<String> chopped(String word, int perLine) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        for (String letter : split(word, BreakIterator.getCharacterInstance(Locale.ROOT))) {
            if (!part.isEmpty() && width(part + letter) > perLine) {
                parts.add(part.toString());
                part.setLength(0);
            }
            part.append(letter);
        }
        parts.add(part.toString());
        return parts;
    }

    private static String shortened(String line, int perLine) {
        List<String> letters = new ArrayList<>(split(line, BreakIterator.getCharacterInstance(Locale.ROOT)));
        while (letters.size() > 1 && width(String.join("", letters)) > perLine) {
            letters.remove(letters.size() - 1);
        }
        return String.join("", letters).strip() + ELLIPSIS;
    }

    private static List<String> split(String text, BreakIterator breaks) {
        List<String> parts = new ArrayList<>();
        breaks.setText(text);
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            parts.add(text.substring(from, to));
            from = to;
        }
        return parts;
    }

    private static int width(CharSequence text) {
        return text.codePoints().map(TitleLines::width).sum();
    }

    private static int width(int sign) {
        return switch (Character.getType(sign)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
            case Character.OTHER_SYMBOL -> 2;
            default -> WIDE.contains(Character.UnicodeScript.of(sign)) ? 2 : 1;
        };
    }

    private static String direction(String text) {
        return text.codePoints()
                .map(Character::getDirectionality)
                .filter(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC)
                .mapToObj(direction -> direction == Character.DIRECTIONALITY_LEFT_TO_RIGHT ? "ltr" : "rtl")
                .findFirst()
                .orElse("ltr");
    }
}
