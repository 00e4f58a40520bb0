package dev.stagedoor.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Puts something of ours between a caller and an interface. */
final class Interception {
    private Interception() {}

    /** Makes the real call. */
    @FunctionalInterface
    interface Around {
        @Nullable
        Object call(Method method, Call real) throws Throwable;
    }

    /** The call as it would have gone. */
    @FunctionalInterface
    interface Call {
        @Nullable
        Object make() throws Throwable;
    }

    static <T> T of(Class<T> type, T target, Around around) {
        InvocationHandler handler = (proxy, method, arguments) -> around.call(method, () -> {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        });
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** {@return the same; some calls that answer nothing are left out} */
    static <T> T without(Class<T> type, T target, BiPredicate<Method, Object[]> left) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (left.test(method, arguments == null ? new Object[0] : arguments)) {
                return null;
            }
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** {@return the same; somebody sees each call before it is made} */
    static <T> T seeing(Class<T> type, T target, BiConsumer<Method, Object[]> before) {
        return without(type, target, (method, arguments) -> {
            before.accept(method, arguments);
            return false;
        });
    }

    /** {@return the same, with a point before and after every call} */
    static <T> T withPoints(Class<T> type, T target, CrashSwitch crash) {
        return of(type, target, (method, real) -> {
            String name = type.getSimpleName() + "." + method.getName();
            crash.pass("before " + name);
            Object result = real.make();
            crash.pass("after " + name);
            return result;
        });
    }
}
