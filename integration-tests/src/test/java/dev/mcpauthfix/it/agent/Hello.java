package dev.mcpauthfix.it.agent;

/** An application without an HTTP client. */
final class Hello {

    private Hello() {}

    public static void main(String[] args) {
        System.out.println("hello");
    }
}
