package dev.mcpauthfix.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Proxy;
import java.lang.runtime.ObjectMethods;
import java.net.URL;
import java.net.URLClassLoader;

/** What the JDK keeps of us in places for one thing, until the next takes them. */
final class JdkCaches {

    private static final String[] OF_RECORDS = {"equals", "hashCode", "toString"};

    private JdkCaches() {}

    /**
     * Lets them hold something else. The handles by which records compare themselves remember the last class that they were adapted to: after
     * a detach one record of ours would keep all of us, until some record of the application's is compared for the first time. A newer JDK
     * has two such places, one for classes of its own loaders, and one for those of others, which gives way when memory is short.
     */
    static void forgetUs() {
        remember(String.class);
        remember(classOfAnotherLoader());
    }

    /** An empty proxy, alone in a loader of the JDK's: what is remembered instead of us is a kilobyte. */
    private static Class<?> classOfAnotherLoader() {
        ClassLoader loader = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader());
        return Proxy.newProxyInstance(loader, new Class<?>[] {Runnable.class}, (proxy, method, arguments) -> null)
                .getClass();
    }

    private static void remember(Class<?> another) {
        MethodHandle component = MethodHandles.identity(another);
        for (String method : OF_RECORDS) {
            try {
                Object unused = ObjectMethods.bootstrap(
                        MethodHandles.publicLookup(), method, MethodHandle.class, another, "it", component);
            } catch (Throwable otherwise) {
                // A JDK that makes these methods in another way has no such place.
            }
        }
    }
}
