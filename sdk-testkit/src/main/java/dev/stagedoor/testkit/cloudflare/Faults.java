package dev.stagedoor.testkit.cloudflare;

import dev.stagedoor.testkit.fault.Fault;
import dev.stagedoor.testkit.fault.FaultPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What goes wrong with calls of the API. Each call is offered to the plans in the order they were given; the first that says anything but
 * {@link Fault#NONE} decides. Faults happen before a call is checked in any way. Safe for use by many threads.
 */
public final class Faults {
    private record Rule(Predicate<Call> which, FaultPlan plan) {}

    private final List<Rule> rules = new ArrayList<>();
    private final List<Long> uploadCuts = new ArrayList<>();

    Faults() {}

    /** {@return every call} */
    public static Predicate<Call> anyCall() {
        return call -> true;
    }

    /**
     * @param method such as {@code POST}
     * @param route behind the account, such as {@code /stream/live_inputs/*}; {@code *} stands for one segment
     * @return the calls that fit
     */
    public static Predicate<Call> callsOf(String method, String route) {
        String pattern = String.join(
                "[^/]+",
                Arrays.stream(route.split("\\*", -1)).map(Pattern::quote).toList());
        Pattern compiled = Pattern.compile(pattern);
        return call ->
                call.method().equals(method) && compiled.matcher(call.route()).matches();
    }

    /** {@return 429 with {@code Retry-After} in whole seconds, and no effect} */
    public static Fault rateLimited(Duration retryAfter) {
        return Fault.replyBefore(
                429,
                "Retry-After: " + retryAfter.toSeconds(),
                "{\"result\":null,\"success\":false,\"errors\":[{\"code\":971,\"message\":\"Please wait and consider throttling your request speed\"}],\"messages\":null}");
    }

    /**
     * @param which calls
     * @param plan what happens to them
     */
    public synchronized void plan(Predicate<Call> which, FaultPlan plan) {
        rules.add(new Rule(which, plan));
    }

    /**
     * @param which calls
     * @param faults what happens to the first of them, in order: {@link Fault#DROP_BEFORE} cuts before the effect, {@link Fault#DROP_AFTER} loses
     *     the reply, {@link Fault#statusBefore(int)} fails, {@link Fault#holding} makes slow
     */
    public void next(Predicate<Call> which, Fault... faults) {
        plan(which, FaultPlan.script(faults));
    }

    /**
     * @param calls how many are answered with 429
     * @param retryAfter what they are told
     * @param which calls
     */
    public void rateLimitBurst(int calls, Duration retryAfter, Predicate<Call> which) {
        next(which, Collections.nCopies(calls, rateLimited(retryAfter)).toArray(Fault[]::new));
    }

    /**
     * Cuts the connection in the middle of the next upload, once for each call of this method. What came before stays.
     *
     * @param bytes how many of its content arrive
     */
    public synchronized void cutNextUploadAfter(long bytes) {
        uploadCuts.add(bytes);
    }

    /** From now on nothing goes wrong. */
    public synchronized void clear() {
        rules.clear();
        uploadCuts.clear();
    }

    synchronized Fault decide(Call call) {
        for (Rule rule : rules) {
            Fault fault = rule.which().test(call) ? rule.plan().next() : Fault.NONE;
            if (fault != Fault.NONE) {
                return fault;
            }
        }
        return Fault.NONE;
    }

    synchronized OptionalLong nextUploadCut() {
        Iterator<Long> cuts = uploadCuts.iterator();
        if (!cuts.hasNext()) {
            return OptionalLong.empty();
        }
        long cut = cuts.next();
        cuts.remove();
        return OptionalLong.of(cut);
    }
}
