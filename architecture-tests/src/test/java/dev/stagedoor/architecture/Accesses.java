package dev.stagedoor.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.random.RandomGenerator;

/** What code can reach for in the JDK that the house hands in instead. */
final class Accesses {

    private static final Set<String> THREAD_STARTS =
            Set.of("<init>", "start", "sleep", "ofVirtual", "ofPlatform", "startVirtualThread", "onSpinWait", "yield");

    private Accesses() {}

    static DescribedPredicate<JavaAccess<?>> systemClock() {
        return matching(
                "reads the system clock",
                target -> isOn(target, System.class, "currentTimeMillis", "nanoTime")
                        || isOn(
                                target,
                                Clock.class,
                                "systemUTC",
                                "systemDefaultZone",
                                "system",
                                "tickMillis",
                                "tickSeconds")
                        || isOn(target, InstantSource.class, "system")
                        || isNowWithoutClock(target)
                        || isConstructorOf(target, Date.class, 0));
    }

    static DescribedPredicate<JavaAccess<?>> threads() {
        return matching(
                "makes threads",
                target -> isAnyOf(target, Thread.class, THREAD_STARTS)
                        || target.getOwner().isEquivalentTo(Executors.class)
                        || target.getOwner().isEquivalentTo(ForkJoinPool.class)
                        || isConstructorOf(target, Timer.class)
                        || isConstructorOf(target, ThreadPoolExecutor.class)
                        || isCommonPoolCall(target));
    }

    static DescribedPredicate<JavaAccess<?>> randomness() {
        return matching(
                "makes its own randomness",
                target -> isOn(target, Math.class, "random")
                        || isOn(target, UUID.class, "randomUUID")
                        || isOn(target, RandomGenerator.class, "getDefault", "of")
                        || target.getOwner().isEquivalentTo(ThreadLocalRandom.class)
                        || isConstructorOf(target, Random.class, 0));
    }

    static DescribedPredicate<JavaAccess<?>> standardStreams() {
        return matching(
                "writes to the standard streams",
                target -> isOn(target, System.class, "out", "err")
                        || target.getOwner().isAssignableTo(Throwable.class)
                                && target.getName().equals("printStackTrace")
                                && parameterCount(target) == 0);
    }

    private static boolean isNowWithoutClock(AccessTarget target) {
        boolean isTime = target.getOwner().isAssignableTo(Temporal.class)
                || target.getOwner().isEquivalentTo(Instant.class);
        return isTime && target.getName().equals("now") && !hasParameter(target, Clock.class);
    }

    private static boolean isCommonPoolCall(AccessTarget target) {
        return target.getOwner().isEquivalentTo(CompletableFuture.class)
                && target.getName().endsWith("Async")
                && !hasParameter(target, java.util.concurrent.Executor.class);
    }

    private static boolean isOn(AccessTarget target, Class<?> owner, String... names) {
        return isAnyOf(target, owner, Set.of(names));
    }

    private static boolean isAnyOf(AccessTarget target, Class<?> owner, Set<String> names) {
        return target.getOwner().isEquivalentTo(owner) && names.contains(target.getName());
    }

    private static boolean isConstructorOf(AccessTarget target, Class<?> owner) {
        return target.getOwner().isEquivalentTo(owner) && target.getName().equals("<init>");
    }

    private static boolean isConstructorOf(AccessTarget target, Class<?> owner, int parameters) {
        return isConstructorOf(target, owner) && parameterCount(target) == parameters;
    }

    private static int parameterCount(AccessTarget target) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                ? unit.getRawParameterTypes().size()
                : 0;
    }

    private static boolean hasParameter(AccessTarget target, Class<?> type) {
        return target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }

    private static DescribedPredicate<JavaAccess<?>> matching(
            String description, java.util.function.Predicate<AccessTarget> predicate) {
        return DescribedPredicate.describe(description, access -> predicate.test(access.getTarget()));
    }
}
