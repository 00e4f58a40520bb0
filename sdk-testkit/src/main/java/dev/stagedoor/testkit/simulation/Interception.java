package dev.stagedoor.testkit.simulation;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
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
