package dev.stagedoor.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs the benchmarks named on the command line, or all of them, and prints their tables. */
public final class Main {

    private Main() {}

    /** Takes names of benchmarks; without any it runs all but {@code limit}, which {@code browser} contains. */
    public static void main(String[] names) {
        Map<String, Runnable> known = benchmarks();
        List<String> wanted = names.length > 0
                ? List.of(names)
                : known.keySet().stream().filter(name -> !name.equals("limit")).toList();
        if (!known.keySet().containsAll(wanted)) {
            System.err.println("Known benchmarks: " + String.join(", ", known.keySet()));
            System.exit(2);
        }
        System.out.println(Machine.describe());
        for (String name : wanted) {
            System.out.println();
            System.out.println("## " + name);
            Runnable benchmark = known.getOrDefault(name, () -> {});
            benchmark.run();
        }
        System.exit(0);
    }

    private static Map<String, Runnable> benchmarks() {
        Map<String, Runnable> known = new LinkedHashMap<>();
        known.put("srtp", SrtpBenchmark::run);
        known.put("forwarding", ForwardingBenchmark::run);
        known.put("recorder", RecorderBenchmark::run);
        known.put("enrollment", EnrollmentBenchmark::run);
        known.put("retention", RetentionBenchmark::run);
        known.put("cloudflare", CloudflareBenchmark::run);
        known.put("startup", StartupBenchmark::run);
        known.put("browser", BrowserBenchmark::run);
        known.put("limit", BrowserBenchmark::limit);
        return known;
    }
}
