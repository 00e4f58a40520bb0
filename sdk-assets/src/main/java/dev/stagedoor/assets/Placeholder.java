package dev.stagedoor.assets;

import dev.stagedoor.assets.internal.image.TitleLines;
import java.util.List;
import java.util.Locale;

/** The picture of a class that has none: a stage before the show, with the title on it. */
public final class Placeholder {
    private static final String STAGE = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1280 720" width="1280" height="720" role="img">
            <title>%s</title>
            <defs>
            <radialGradient id="light" cx="50%%" cy="38%%" r="65%%">
            <stop offset="0" stop-color="#4a3f36"/><stop offset="1" stop-color="#14110f"/>
            </radialGradient>
            <linearGradient id="curtain" x1="0" x2="1">
            <stop offset="0" stop-color="#241e1a"/><stop offset=".5" stop-color="#352c26"/><stop offset="1" stop-color="#241e1a"/>
            </linearGradient>
            </defs>
            <rect width="1280" height="720" fill="url(#light)"/>
            <path d="M0 0h1280v54q-80 46-160 0t-160 0t-160 0t-160 0t-160 0t-160 0t-160 0t-160 0z" fill="url(#curtain)"/>
            <path d="M0 0h150q-18 330-96 720h-54z" fill="url(#curtain)"/>
            <path d="M1280 0h-150q18 330 96 720h54z" fill="url(#curtain)"/>
            <path d="M54 646h1172l54 74h-1280z" fill="#1d1815"/>
            """;
    private static final String LINE =
            "<text x=\"640\" y=\"%d\" font-family=\"system-ui,sans-serif\" font-weight=\"600\" font-size=\"%d\" fill=\"#faf7f2\""
                    + " text-anchor=\"middle\" direction=\"%s\">%s</text>\n";

    private Placeholder() {}

    /**
     * Draws a title. It may be of any length and script: it is wrapped, shortened with an ellipsis after four lines, set from right to left where its script goes
     * that way, and escaped.
     *
     * @param title the title of a class
     * @return an SVG 1.1 picture of 1280 by 720 without scripts, styles and links
     */
    public static String svg(String title) {
        TitleLines lines = TitleLines.of(title);
        StringBuilder svg = new StringBuilder(String.format(Locale.ROOT, STAGE, escaped(lines.whole())));
        int size = lines.fontSize();
        int step = size * 5 / 4;
        int y = 340 - step * (lines.lines().size() - 1) / 2 + size / 3;
        for (String line : lines.lines()) {
            svg.append(String.format(Locale.ROOT, LINE, y, size, lines.direction(), escaped(line)));
            y += step;
        }
        return svg.append("</svg>\n").toString();
    }

    private static String escaped(String text) {
        String escaped = text;
        for (List<String> pair : List.of(
                List.of("&", "&amp;"),
                List.of("<", "&lt;"),
                List.of(">", "&gt;"),
                List.of("\"", "&quot;"),
                List.of("'", "&#39;"))) {
            escaped = escaped.replace(pair.get(0), pair.get(1));
        }
        return escaped;
    }
}
