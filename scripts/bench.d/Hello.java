/** An application that never loads an HTTP client, and prints nothing: whatever appears, the agent printed. */
final class Hello {

    private Hello() {}

    public static void main(String[] args) {}
}
