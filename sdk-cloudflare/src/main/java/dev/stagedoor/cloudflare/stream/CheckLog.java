package dev.stagedoor.cloudflare.stream;

import dev.stagedoor.cloudflare.stream.CheckReport.Line;
import dev.stagedoor.cloudflare.stream.CheckReport.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the lines of one check of an account. Used by one thread. */
final class CheckLog {
    private final List<Line> lines = new ArrayList<>();

    /** What one step concludes. */
    record Finding(Outcome outcome, String words) {
        static Finding ok(String words) {
            return new Finding(Outcome.OK, words);
        }

        static Finding failed(String words) {
            return new Finding(Outcome.FAILED, words);
        }

        static Finding unknown(String words) {
            return new Finding(Outcome.UNKNOWN, words);
        }

        static Finding when(boolean right, String words, String otherwise) {
            return right ? ok(words) : failed(otherwise);
        }
    }

    /** Takes a step; a fault is what it found. */
    void step(String check, Supplier<Finding> step) {
        try {
            Finding finding = step.get();
            add(check, finding.outcome(), finding.words());
        } catch (CloudflareStreamException fault) {
            add(check, Outcome.FAILED, String.valueOf(fault.getMessage()));
        } catch (IllegalArgumentException unusable) {
            // its message may hold an address, and addresses are credentials
            add(check, Outcome.FAILED, "Cloudflare named something that cannot be used");
        }
    }

    void add(String check, Outcome outcome, String words) {
        lines.add(new Line(check, outcome, words));
    }

    CheckReport report() {
        return new CheckReport(lines);
    }
}
