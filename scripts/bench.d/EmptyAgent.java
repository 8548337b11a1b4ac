/** The floor: what any {@code -javaagent} costs, because the JVM then does without some of its class data sharing. */
public final class EmptyAgent {

    private EmptyAgent() {}

    public static void premain(String arguments) {}
}
