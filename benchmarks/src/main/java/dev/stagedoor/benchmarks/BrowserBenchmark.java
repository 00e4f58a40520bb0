package dev.stagedoor.benchmarks;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/**
 * Join time (POST to first shown frame) and glass to glass (a clock drawn into the picture) in Chromium, beside two
 * peers in one page with no server between them. Both are measured in turns in the same page, so only ratios count.
 */
final class BrowserBenchmark {

    private static final int JOINS = 20;
    private static final int ROUNDS = 3;
    private static final int WARM_UP_MS = 3000;
    private static final int WATCH_MS = 8000;
    private static final String IN_PAGE = "() => bench.joinInPage()";

    private BrowserBenchmark() {}

    static void run(boolean withSound, String codec) {
        try (Browser browser = Browser.start()) {
            Page page = browser.measuringPage("http://localhost:8080");
            page.evaluate("([sound, codec]) => bench.prepare(sound, codec)", List.of(withSound, codec));
            System.out.println(browser.version());
            Figures joins = joins(page, IN_PAGE);
            Figures ages = ages(page, IN_PAGE);
            System.out.println(new Table("", "join p50 ms", "join p95 ms", "glass to glass p50 ms", "p95 ms", "n")
                    .row(
                            "two peers in one page",
                            Figures.oneDecimal(joins.p50()),
                            Figures.oneDecimal(joins.p95()),
                            Figures.oneDecimal(ages.p50()),
                            Figures.oneDecimal(ages.p95()),
                            joins.count() + ", " + ages.count()));
        }
    }

    private static Figures joins(Page page, String join) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < JOINS; i++) {
            values.add(((Number) page.evaluate("() => bench.timeJoin(" + join + ")")).doubleValue());
        }
        return Figures.of(values);
    }

    private static Figures ages(Page page, String join) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            @SuppressWarnings("unchecked")
            java.util.Map<String, Object> result = (java.util.Map<String, Object>)
                    page.evaluate("() => bench.ages(" + join + ", " + WARM_UP_MS + ", " + WATCH_MS + ")");
            for (Object age : (List<?>) result.getOrDefault("ages", List.of())) {
                values.add(((Number) age).doubleValue());
            }
            result.remove("ages");
            System.out.println(result);
        }
        return Figures.of(values);
    }

    public static void main(String[] args) {
        System.out.println(Machine.describe());
        run(false, "VP8");
        run(true, "VP8");
        run(false, "H264");
    }
}
