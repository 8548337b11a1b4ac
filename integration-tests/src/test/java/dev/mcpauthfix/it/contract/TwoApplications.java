package dev.mcpauthfix.it.contract;

import java.net.URI;

/** Two applications in one JVM, each with its own version of one library, as in a servlet container. */
public final class TwoApplications {

    private TwoApplications() {}

    /** {@code <caller class> <url> <class path> <class path>}: prints the status that each application gets, one a line. */
    public static void main(String[] args) throws ReflectiveOperationException {
        for (int application = 2; application < args.length; application++) {
            ClassLoader loader = ChildLoaderLauncher.childOf(args[application]);
            Thread.currentThread().setContextClassLoader(loader);
            Object status = loader.loadClass(Application.class.getName())
                    .getMethod("status", String.class, String.class)
                    .invoke(null, args[0], args[1]);
            System.out.println(status);
        }
        System.exit(0);
    }

    /** What each of them does. */
    public static final class Application {

        private Application() {}

        /** Makes one call and answers its status. */
        public static int status(String callerClass, String url)
                throws ReflectiveOperationException, InterruptedException {
            Caller caller = Class.forName(callerClass)
                    .asSubclass(Caller.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return caller.start(Call.post(URI.create(url))).await().status();
        }
    }
}
